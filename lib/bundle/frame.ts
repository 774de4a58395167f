/**
 * What of a bundle does not follow from its captures: manifest, custody, keys, texts for people, and who signs the list
 * of files. The case makes it anew for each export; whoever packages a received bundle anew carries it over.
 */
import { fromBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { writeCheckpoint } from "../evidence/checkpoint.ts";
import { sha256 } from "../evidence/digest.ts";
import { originOf } from "../evidence/keys.ts";
import { NOTES } from "../evidence/note.ts";
import { leafHash, treeRoot } from "../evidence/tree.ts";
import { type Chunks, lines, pieces } from "./chunks.ts";
import type { BundleInput } from "./input.ts";
import { MANIFEST, type Manifest, SIGNATURE, signManifest } from "./manifest.ts";
import { README, VERIFY } from "./readme.ts";
import type { PackageSigner } from "./redaction.ts";
import { NO_STAMPS, stampFiles } from "./stamps.ts";
import type { Ledger } from "./wacz-archive.ts";

export interface FramedFile {
  path: string;
  chunks: Chunks;
}

export interface Frame {
  /** Files of FORMAT §2.1 from manifest.json on, without redaction.json, in their order. */
  files(ledger: Ledger): AsyncIterable<FramedFile>;
  /** When and by what program the list of files is made. */
  createdAt: string;
  software: string;
  signer: PackageSigner;
}

/** The frame that the case signs. */
export function sealedFrame(input: BundleInput): Frame {
  const { keys, createdAt, software } = input;
  const signer = { by: "case" as const, spki: keys.statement.p384Spki, privateKey: keys.p384.privateKey };
  return { createdAt, software, signer, files: (ledger) => sealedFiles(input, ledger) };
}

async function* sealedFiles(input: BundleInput, ledger: Ledger): AsyncGenerator<FramedFile> {
  const device = canonicalBytes(input.keys.statement);
  const origin = originOf(input.keys.statement.keyId);
  const root = await treeRoot(await Promise.all(input.entries.map(leafHash)));
  const custody = { file: "custody/log.jsonl" as const, origin, size: input.entries.length, root };
  const manifest = canonicalBytes({
    v: 1,
    type: "evidence-manifest",
    bundleId: input.bundleId,
    createdAt: input.createdAt,
    tool: input.software,
    keyId: input.keys.statement.keyId,
    keys: await sha256(device),
    hashAlg: "sha256",
    records: {
      file: "evidence/records.jsonl",
      count: ledger.leaves.length,
      root: await treeRoot(ledger.leaves),
    },
    custody,
    policy: { selectiveDisclosure: "salted-v1" },
    docs: { readme: await sha256(utf8(README)), verify: await sha256(utf8(VERIFY)) },
  } satisfies Manifest);
  yield { path: MANIFEST, chunks: pieces([manifest]) };
  const signature = canonicalBytes(await signManifest(manifest, input.keys));
  yield { path: SIGNATURE, chunks: pieces([signature]) };
  yield { path: "custody/log.jsonl", chunks: lines(input.entries) };
  const raw = fromBase64(input.keys.statement.ed25519) ?? new Uint8Array();
  const checkpoint = await writeCheckpoint(custody, input.keys.ed25519.privateKey, raw);
  yield { path: "custody/checkpoint.txt", chunks: pieces([checkpoint]) };
  const notes = input.notes ?? [];
  if (notes.length > 0) yield { path: NOTES, chunks: lines(notes.map(canonicalBytes)) };
  yield { path: "keys/device.json", chunks: pieces([device]) };
  const stamps = (await input.stamps?.(signature)) ?? NO_STAMPS;
  for (const { path, bytes } of stampFiles(stamps)) yield { path, chunks: pieces([bytes]) };
  yield { path: "docs/readme.txt", chunks: pieces([README]) };
  yield { path: "docs/verify.txt", chunks: pieces([VERIFY]) };
}
