/** What a careful forger does after a change: makes everything fit again that can be made to fit without the private keys. */
import { utf8 } from "../../lib/evidence/bytes.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import type { CaseKeys } from "../../lib/evidence/keys.ts";
import { signP384 } from "../../lib/evidence/sign.ts";
import { leafHash, treeRoot } from "../../lib/evidence/tree.ts";
import { type Files, text } from "../fixtures/repack.ts";
import { written } from "./json.ts";

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object of a file; null where the mutation left none. */
function objectIn(files: Files, path: string): Loose | null {
  try {
    const value: unknown = JSON.parse(text(files, path));
    return isObject(value) ? value : null;
  } catch {
    return null; // a SyntaxError: the file holds no JSON any more
  }
}

const linesOf = (files: Files, path: string): string[] => text(files, path).split("\n").slice(0, -1);

/** Chain, roots and digests of manifest, log and checkpoint, as if the changed files had always been so. */
export async function refitEvidence(files: Files): Promise<void> {
  let prev = `sha256:${"0".repeat(64)}`;
  const log: string[] = [];
  for (const [seq, line] of linesOf(files, "custody/log.jsonl").entries()) {
    let entry = line;
    try {
      const value: unknown = JSON.parse(line);
      if (isObject(value)) entry = written({ ...value, seq, prev });
    } catch {
      entry = line; // no JSON: stays as the mutation left it
    }
    prev = await leafHash(utf8(entry));
    log.push(entry);
  }
  files.set("custody/log.jsonl", utf8(log.map((line) => `${line}\n`).join("")));
  const rootOf = async (lines: string[]): Promise<string> =>
    treeRoot(await Promise.all(lines.map((line) => leafHash(utf8(line)))));
  const records = linesOf(files, "evidence/records.jsonl");
  const [recordsRoot, logRoot] = [await rootOf(records), await rootOf(log)];
  const manifest = objectIn(files, "evidence/manifest.json");
  if (manifest && isObject(manifest.records) && isObject(manifest.custody)) {
    manifest.keys = await sha256(files.get("keys/device.json") ?? utf8(""));
    manifest.records = { ...manifest.records, count: records.length, root: recordsRoot };
    manifest.custody = { ...manifest.custody, size: log.length, root: logRoot };
    files.set("evidence/manifest.json", utf8(written(manifest)));
  }
  const signature = objectIn(files, "evidence/manifest.sig.json");
  if (signature) {
    signature.signed = await sha256(files.get("evidence/manifest.json") ?? utf8(""));
    files.set("evidence/manifest.sig.json", utf8(written(signature)));
  }
  const note = text(files, "custody/checkpoint.txt").split("\n");
  note[1] = String(log.length);
  note[2] = Buffer.from(logRoot.slice(7), "hex").toString("base64");
  files.set("custody/checkpoint.txt", utf8(note.join("\n")));
}

/** Hashes and lengths in the list of files, and the digest over the list. With `keys`, the list signed anew by them. */
export async function refitList(files: Files, keys?: CaseKeys): Promise<void> {
  const list = objectIn(files, "datapackage.json");
  if (list) {
    const resources: unknown = list.resources;
    if (Array.isArray(resources))
      for (const resource of resources) {
        const bytes = isObject(resource) ? files.get(String(resource.path)) : undefined;
        if (bytes) Object.assign(resource, { hash: await sha256(bytes), bytes: bytes.length });
      }
    files.set("datapackage.json", utf8(written(list)));
  }
  const digest = objectIn(files, "datapackage-digest.json");
  if (!digest) return;
  const hash = await sha256(files.get("datapackage.json") ?? utf8(""));
  digest.hash = hash;
  if (isObject(digest.signedData)) {
    digest.signedData.hash = hash;
    if (keys) digest.signedData.signature = await signP384(keys.p384.privateKey, utf8(hash));
  }
  files.set("datapackage-digest.json", utf8(written(digest)));
}
