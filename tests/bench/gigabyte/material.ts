/** A case of a given size on disk: captures as they come (picture, page, data, photos, now and then a video), invented and incompressible. */
import { createCipheriv, createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundleInput } from "../../../lib/bundle/input.ts";
import { appendEntry, emptyHead } from "../../../lib/evidence/custody.ts";
import { createCaseKeys } from "../../../lib/evidence/keys.ts";
import { type SealedCapture, sealCapture } from "../../../lib/evidence/seal.ts";
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

/** Writes artefacts and statements into `folder` until a bundle of them has about `bytes`. Gives the artefacts' bytes. */
export async function makeMaterial(folder: string, bytes: number): Promise<number> {
  const noise = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16));
  const statements: Statement[] = [];
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
    statements.push({ ...(await typicalStatement(n)), artefacts });
  }
  await writeFile(join(folder, "statements.json"), JSON.stringify(statements));
  return onDisk;
}

/** A statement of about 100 leaves. */
export async function typicalStatement(n: number): Promise<Statement> {
  const { statement } = await sampleStatement(n);
  const [comment] = statement.extraction.comments;
  if (!comment) throw new Error("the sample has no comments");
  const comments = Array.from({ length: COMMENTS }, (_, index) => ({ ...comment, id: String(index) }));
  return { ...statement, extraction: { ...statement.extraction, comments } };
}

/** Seals all that lies in `folder` under new keys: what the writer of a bundle is given. */
export async function sealMaterial(folder: string): Promise<BundleInput> {
  const statements: Statement[] = JSON.parse(await readFile(join(folder, "statements.json"), "utf8"));
  let head = emptyHead();
  const sealed: SealedCapture[] = [];
  for (const [n, statement] of statements.entries()) {
    const captureId = n.toString(16).padStart(32, "c");
    const capture = await sealCapture(statement, { captureId, head, now: statement.capture.sealedAt });
    head = capture.head;
    sealed.push(capture);
  }
  const detail = { bundle: SAMPLE_BUNDLE, captures: sealed.length };
  const exported = await appendEntry(head, { ts: SAMPLE_NOW, type: "exported", commitment: null, detail });
  return {
    bundleId: SAMPLE_BUNDLE,
    createdAt: SAMPLE_NOW,
    software: "Keepsake 0.1.0",
    keys: await createCaseKeys("2026-11-20T07:59:00.000Z"),
    entries: [...sealed.map(({ entry }) => entry), exported.bytes],
    captures: sealed.map(({ captureId, record, disclosures }, n) => ({
      captureId,
      record,
      disclosures,
      artefact: (name) => openAsBlob(join(folder, "artefacts", String(n), name)),
      source: (name) => fileSource(join(folder, "artefacts", String(n), name)),
    })),
  };
}
