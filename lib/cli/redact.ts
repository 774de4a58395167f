/**
 * `npm run redact -- FILE --withhold RECORD:PATH … --out OUT`: packages a bundle anew without some of its parts, signed by
 * a key of one's own. What tells the same is left out too, unless it is named with `--keep`. Exit 0 written, 1 not, 2 misuse.
 */
import "../model/without-eval.ts"; // first

import { open, rm } from "node:fs/promises";
import { type Implied, type ImpliedCapture, impliedBy } from "../bundle/implied.ts";
import type { BundleCapture } from "../bundle/input.ts";
import { openReceived } from "../bundle/received.ts";
import { framedBytes } from "../bundle/wacz-write.ts";
import { type Choice, withholding } from "../bundle/withhold.ts";
import { fromBase64 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import { openDisclosure } from "../evidence/disclose.ts";
import { verifyBundle } from "../verify/verify.ts";
import { openFile } from "./file.ts";
import { inNode } from "./in-node.ts";
import { type Asked, means, readArguments } from "./redact-arguments.ts";
import { redactionKey } from "./redact-key.ts";
import { save } from "./save.ts";

const USAGE = `Usage: npm run redact -- FILE.wacz --out OUT.wacz
  --withhold RECORD:PATH            leave a part out, e.g. 3f2a:comment/0, '*:extraction/author', '*:media/*'
  --black RECORD:artefact/NAME:X,Y,WIDTH,HEIGHT   black out a region of a picture (PNG); the original is left out
  --keep RECORD:PATH                keep a part although it tells the same, or is a picture that may show it
  --key KEY.json                    sign with this P-384 key (made where the file does not exist); without it, with a key of one use
  --notes                           carry the notes along, which are left out otherwise; they are not searched
RECORD is a record's id or its beginning, or * for all. Several of each may be given.`;

/** What a part tells of itself, to be chosen from. */
interface Part {
  record: string;
  path: string;
}

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) return say(USAGE, 2);
  const file = await openFile(asked.file);
  if ("problem" in file) return say(`${asked.file}: ${file.problem}`, 2);
  const now = new Date().toISOString();
  try {
    // its form is relied upon, and a flaw must not be packaged as if it were the redactor's
    const { verdict } = await verifyBundle(file.source, { now, ...inNode });
    if (verdict !== "intact")
      return say(`${asked.file} is ${verdict}: it is not packaged anew. See npm run verify.`, 1);
    const received = await openReceived(file.source);
    const captures = await all(received.content.captures);
    const choices = await choicesOf(captures, asked);
    if (!choices) return 1;
    const signer = await redactionKey(asked.key);
    const content = { ...received.content, captures: withholding(captures, choices), ...inNode };
    const made = { createdAt: now, software: "Keepsake redact 0.1.0" };
    await write(asked.out, framedBytes(content, received.frame(signer, made, asked.notes)));
    const fingerprint = await sha256(fromBase64(signer.spki) ?? new Uint8Array());
    console.log(`\nWritten: ${asked.out}\nSigned by ${fingerprint}${asked.key ? "" : " (a key of one use)"}`);
    return check(asked.out, now);
  } finally {
    await file.close();
  }
}

/** The choice for each record, implied parts among them; null, with words, where something asked for is not there. */
async function choicesOf(captures: readonly BundleCapture[], asked: Asked): Promise<Choice[] | null> {
  const known = captures.map(({ captureId, disclosures, artefact }): ImpliedCapture => {
    const leaves = disclosures.map(openDisclosure).filter((leaf) => leaf !== null);
    return { id: captureId, leaves, artefact };
  });
  const parts: Part[] = [];
  for (const { id, leaves } of known) parts.push(...leaves.map(({ path }) => ({ record: id, path })));
  for (const { captureId, derived } of captures)
    for (const one of (await derived?.()) ?? [])
      if ("entry" in one) parts.push({ record: captureId, path: `derived/${one.entry.file}` });
  for (const target of [...asked.withhold, ...asked.black, ...asked.keep])
    if (!parts.some((part) => means(target, part))) {
      console.error(`No part ${target.record}:${target.path} is disclosed in this bundle.`);
      return null;
    }
  const chosen = parts.filter((part) =>
    [...asked.withhold, ...asked.black].some((target) => means(target, part)),
  );
  const implied = await impliedBy(known, chosen);
  const followed = implied.filter((part) => !asked.keep.some((target) => means(target, part)));
  tell(chosen, implied, followed);
  return known.map(({ id }) => {
    const mine = [...chosen, ...followed].filter(({ record }) => record === id).map(({ path }) => path);
    const blackouts = mine.flatMap((path) => {
      const regions = asked.black
        .filter((target) => means(target, { record: id, path }))
        .map(({ region }) => region);
      return regions.length > 0 ? [{ path, regions }] : [];
    });
    return { record: id, paths: mine, blackouts };
  });
}

function tell(chosen: readonly Part[], implied: readonly Implied[], followed: readonly Implied[]): void {
  for (const { record, path } of chosen) console.log(`withheld       ${record.slice(0, 8)}:${path}`);
  for (const part of implied) {
    const why = {
      words: `holds: ${part.words.join(", ")}`,
      bytes: "holds the same file",
      "may-show": "a picture; it may show it",
    };
    const what = followed.includes(part) ? "withheld too  " : "KEPT as asked ";
    console.log(`${what} ${part.record.slice(0, 8)}:${part.path}  (${clean(why[part.why])})`);
  }
}

const clean = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ").slice(0, 200);

async function write(path: string, bundle: AsyncIterable<readonly Uint8Array[]>): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await save(handle, bundle);
    await handle.close();
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
}

async function check(path: string, now: string): Promise<number> {
  const file = await openFile(path);
  if ("problem" in file) return say(`${path}: ${file.problem}`, 1);
  const { verdict, shown } = await verifyBundle(file.source, { now, ...inNode });
  await file.close();
  console.log(`Verified again: ${verdict}; ${shown?.withheld ?? 0} parts withheld`);
  return verdict === "intact" ? 0 : 1;
}

async function all<T>(items: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function say(words: string, exit: number): number {
  console.error(words);
  return exit;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
