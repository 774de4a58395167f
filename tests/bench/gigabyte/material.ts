/** A case of a given size on disk, sealed: captures as they come (picture, page, data, photos, now and then a video), invented and incompressible. */
import { createCipheriv, createHash } from "node:crypto";
import { openAsBlob, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundleCapture, BundleInput } from "../../../lib/bundle/input.ts";
import { utf8 } from "../../../lib/evidence/bytes.ts";
import { appendEntry, emptyHead } from "../../../lib/evidence/custody.ts";
import { createCaseKeys } from "../../../lib/evidence/keys.ts";
import { sealCapture } from "../../../lib/evidence/seal.ts";
import type { Artefact, ArtefactRole, Statement } from "../../../lib/model/statement.ts";
import { SAMPLE_BUNDLE, SAMPLE_NOW, sampleStatement } from "../../fixtures/bundle.ts";
import { fileSource } from "./file-source.ts";

/** Role, name, type and kilobytes of what a capture holds. */
const PARTS: readonly [ArtefactRole, string, string, number][] = [
  ["picture", "picture.png", "image/png", 1200],
  ["dom", "dom.html", "text/html", 2000],
  ["text", "text.txt", "text/plain", 3],
  ["page-data", "page-data.json", "application/json", 800],
  ["media", "media-0.jpg", "image/jpeg", 350],
  ["media", "media-1.jpg", "image/jpeg", 350],
  ["media", "media-2.jpg", "image/jpeg", 350],
];
const VIDEO: (typeof PARTS)[number] = ["media", "media-3.mp4", "video/mp4", 24_000];
const VIDEO_EVERY = 25;
/** With these the statement has about 100 leaves. */
const COMMENTS = 70;

/** What a store holds of a capture beside its artefacts; the record is text. */
interface Sealed {
  captureId: string;
  record: string;
  disclosures: string[];
}

/** Writes artefacts and sealed captures into `folder` until a bundle of them has about `bytes`. Gives the artefacts' bytes. */
export async function makeMaterial(folder: string, bytes: number): Promise<number> {
  const noise = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16));
  const entries: string[] = [];
  await mkdir(join(folder, "sealed"), { recursive: true });
  let head = emptyHead();
  let inBundle = 0;
  let onDisk = 0;
  for (let n = 0; inBundle < bytes; n++) {
    await mkdir(join(folder, "artefacts", String(n)), { recursive: true });
    const artefacts: Artefact[] = [];
    for (const [role, name, mediaType, kilobytes] of n % VIDEO_EVERY === 9 ? [...PARTS, VIDEO] : PARTS) {
      const content = noise.update(Buffer.alloc(kilobytes * 1000 + n));
      await writeFile(join(folder, "artefacts", String(n), name), content);
      const sha256 = `sha256:${createHash("sha256").update(content).digest("hex")}`;
      artefacts.push({ role, name, mediaType, bytes: content.length, sha256, method: "read" });
      onDisk += content.length;
      inBundle += content.length * (role === "dom" ? 2 : 1);
    }
    const statement = { ...(await typicalStatement(n)), artefacts };
    const captureId = n.toString(16).padStart(32, "c");
    const capture = await sealCapture(statement, { captureId, head, now: statement.capture.sealedAt });
    head = capture.head;
    entries.push(text(capture.entry));
    const sealed: Sealed = { captureId, record: text(capture.record), disclosures: capture.disclosures };
    await writeFile(join(folder, "sealed", `${n}.json`), JSON.stringify(sealed));
  }
  const detail = { bundle: SAMPLE_BUNDLE, captures: entries.length };
  const exported = await appendEntry(head, { ts: SAMPLE_NOW, type: "exported", commitment: null, detail });
  entries.push(text(exported.bytes));
  await writeFile(join(folder, "log.json"), JSON.stringify(entries));
  return onDisk;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A statement of about 100 leaves. */
export async function typicalStatement(n: number): Promise<Statement> {
  const { statement } = await sampleStatement(n);
  const [comment] = statement.extraction.comments;
  if (!comment) throw new Error("the sample has no comments");
  const comments = Array.from({ length: COMMENTS }, (_, index) => ({ ...comment, id: String(index) }));
  return { ...statement, extraction: { ...statement.extraction, comments } };
}

/** The case that lies in `folder`, under new keys: what the writer of a bundle is given. */
export async function openMaterial(folder: string): Promise<BundleInput> {
  const entries: string[] = JSON.parse(await readFile(join(folder, "log.json"), "utf8"));
  return {
    bundleId: SAMPLE_BUNDLE,
    createdAt: SAMPLE_NOW,
    software: "Keepsake 0.1.0",
    keys: await createCaseKeys("2026-11-20T07:59:00.000Z"),
    entries: entries.map(utf8),
    captures: { [Symbol.asyncIterator]: () => captures(folder, entries.length - 1) },
  };
}

/** One by one, as a store gives them. */
async function* captures(folder: string, count: number): AsyncGenerator<BundleCapture> {
  for (let n = 0; n < count; n++) {
    const sealed: Sealed = JSON.parse(readFileSync(join(folder, "sealed", `${n}.json`), "utf8"));
    const path = (name: string) => join(folder, "artefacts", String(n), name);
    yield {
      ...sealed,
      record: utf8(sealed.record),
      artefact: (name) => openAsBlob(path(name)),
      source: async (name) => fileSource(path(name)),
    };
  }
}
