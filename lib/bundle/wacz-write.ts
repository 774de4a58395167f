/** Writes a bundle as a stream: a signed WACZ 1.1.1 (FORMAT §2). Memory does not grow with the artefacts. */
import { makeZip } from "client-zip";
import { fromBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { writeCheckpoint } from "../evidence/checkpoint.ts";
import { type MakeHasher, sha256, wasmHasher } from "../evidence/digest.ts";
import { originOf } from "../evidence/keys.ts";
import { leafHash, treeRoot } from "../evidence/tree.ts";
import { FaultError } from "../model/fault.ts";
import { signPackage } from "./auth.ts";
import { sortIndex } from "./cdxj.ts";
import { DATAPACKAGE, DIGEST_FILE, datapackageOf, type Resource } from "./datapackage.ts";
import type { BundleInput } from "./input.ts";
import { type Manifest, signManifest } from "./manifest.ts";
import { PAGES_HEAD } from "./pages.ts";
import { README, VERIFY } from "./readme.ts";
import { newLedger, writeArchive } from "./wacz-archive.ts";

export type { BundleCapture, BundleInput } from "./input.ts";

/** Every file bears the same time: a zip knows no time zone, and the witness's must not show (FORMAT §2.2). */
const ZIP_TIME = new Date(1980, 0, 1);

/** The bundle as a stream of bytes; it errors with a FaultError `export-failed` where something kept does not fit its record. */
export function writeWacz(input: BundleInput): ReadableStream<Uint8Array> {
  let done = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      done += chunk.length;
      input.onProgress?.(done);
      controller.enqueue(chunk);
    },
  });
  return makeZip(files(input)).pipeThrough(count);
}

type Chunks = AsyncIterable<Uint8Array>;
type ZipInput = { name: string; lastModified: Date; input: Chunks };

async function* files(input: BundleInput): AsyncGenerator<ZipInput> {
  const resources: Resource[] = [];
  const makeHasher = input.hasher ?? wasmHasher;
  const file = (path: string, chunks: Chunks): ZipInput => ({
    name: path,
    lastModified: ZIP_TIME,
    input: listed(path, chunks, resources, makeHasher),
  });
  const ledger = newLedger();
  yield file("archive/data.warc.gz", writeArchive(input, ledger));
  if (ledger.leaves.length === 0) throw new FaultError("export-failed", "no captures");
  yield file("indexes/index.cdx", pieces(sortIndex(ledger.index)));
  yield file("pages/pages.jsonl", pieces([PAGES_HEAD, ...ledger.pages]));
  yield file("evidence/records.jsonl", recordLines(input, ledger.leaves.length));
  yield file("evidence/disclosures.jsonl", disclosureLines(input));

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
  } satisfies Manifest);
  yield file("evidence/manifest.json", pieces([manifest]));
  yield file(
    "evidence/manifest.sig.json",
    pieces([canonicalBytes(await signManifest(manifest, input.keys))]),
  );
  yield file("custody/log.jsonl", lines(input.entries));
  const raw = fromBase64(input.keys.statement.ed25519) ?? new Uint8Array();
  const checkpoint = await writeCheckpoint(custody, input.keys.ed25519.privateKey, raw);
  yield file("custody/checkpoint.txt", pieces([checkpoint]));
  yield file("keys/device.json", pieces([device]));
  yield file("docs/readme.txt", pieces([README]));
  yield file("docs/verify.txt", pieces([VERIFY]));

  const datapackage = canonicalBytes(datapackageOf(input, resources, ledger.main));
  const meta = { created: input.createdAt, software: input.software };
  const digest = canonicalBytes(await signPackage(datapackage, meta, input.keys));
  yield { name: DATAPACKAGE, lastModified: ZIP_TIME, input: pieces([datapackage]) };
  yield { name: DIGEST_FILE, lastModified: ZIP_TIME, input: pieces([digest]) };
}

/** Passes chunks on and, at their end, enters the file in the list of resources. */
async function* listed(
  path: string,
  chunks: Chunks,
  resources: Resource[],
  makeHasher: MakeHasher,
): AsyncGenerator<Uint8Array> {
  const hasher = await makeHasher();
  let bytes = 0;
  for await (const chunk of chunks) {
    hasher.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  resources.push({ name: path.toLowerCase(), path, hash: hasher.digest(), bytes });
}

async function* pieces(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? utf8(part) : part;
}

const NEWLINE = utf8("\n");

async function* lines(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield part;
    yield NEWLINE;
  }
}

async function* recordLines(input: BundleInput, expected: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const { record } of input.captures) {
    count++;
    yield* lines([record]);
  }
  if (count !== expected) throw new FaultError("export-failed", "captures can be read only once");
}

async function* disclosureLines(input: BundleInput): AsyncGenerator<Uint8Array> {
  for await (const { captureId, disclosures } of input.captures)
    for (const disclosure of disclosures) yield* lines([canonicalBytes({ record: captureId, disclosure })]);
}
