/** Writes a bundle as a stream: a WACZ 1.1.1 (FORMAT §2). Memory does not grow with the artefacts. */
import { utf8 } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { type Sum, wasmSum } from "../evidence/checksum.ts";
import { type Hashing, HOLDS, nearHashing } from "../evidence/hashing.ts";
import { FaultError } from "../model/fault.ts";
import { signPackage } from "./auth.ts";
import { sortIndex } from "./cdxj.ts";
import { type Chunks, even, lines, pieces, streamOf, turns } from "./chunks.ts";
import { DATAPACKAGE, DIGEST_FILE, datapackageOf, type Resource } from "./datapackage.ts";
import { type Frame, sealedFrame } from "./frame.ts";
import type { BundleContent, BundleInput } from "./input.ts";
import { SIGNATURE } from "./manifest.ts";
import { PADDING, paddingOf, zeros } from "./padding.ts";
import { PAGES_HEAD } from "./pages.ts";
import { REDACTION, REDACTION_LIMIT, type Redaction } from "./redaction.ts";
import { type Summed, summed } from "./summed.ts";
import { archiveFiles, type Ledger, newLedger } from "./wacz-archive.ts";
import { type ZipInput, zipBytes } from "./zip-write.ts";

/** Of the chunks of what is not archive: little of it all. */
const SMALL = 256 * 1024;

export type { BundleCapture, BundleContent, BundleInput } from "./input.ts";

/** The bundle as a stream of bytes; it errors with a FaultError `export-failed` where something kept does not fit its record. */
export const writeWacz = (input: BundleInput): ReadableStream<Uint8Array> => streamOf(waczBytes(input));

/**
 * The same as lists of views, for who writes each before he asks for `HOLDS` more: then what they show is overwritten.
 * Half the work of the stream, whose chunks are copies.
 */
export const waczBytes = (input: BundleInput): AsyncGenerator<Uint8Array[]> =>
  framedBytes(input, sealedFrame(input));

/** As `waczBytes`, with manifest, custody and keys as `frame` gives them. */
export async function* framedBytes(input: BundleContent, frame: Frame): AsyncGenerator<Uint8Array[]> {
  let done = 0;
  for await (const views of zipBytes(files(input, frame))) {
    for (const { length } of views) done += length;
    input.onProgress?.(done);
    yield views;
  }
}

/** `framedBytes` as a stream. */
export const writeFramed = (input: BundleContent, frame: Frame): ReadableStream<Uint8Array> =>
  streamOf(framedBytes(input, frame));

async function* files(input: BundleContent, frame: Frame): AsyncGenerator<ZipInput> {
  const near = () => nearHashing(input.hasher);
  const hashing = (await input.farHashing?.().catch(near)) ?? near();
  const sum = input.sum ?? (await wasmSum());
  try {
    yield* filesBy(hashing, sum, input, frame);
  } finally {
    hashing.stop?.();
  }
}

async function* filesBy(
  hashing: Hashing,
  sum: Sum,
  input: BundleContent,
  frame: Frame,
): AsyncGenerator<ZipInput> {
  const listing: Promise<Resource>[] = [];
  const next = turns(HOLDS, hashing.buffer, SMALL);
  const together = (chunks: Chunks) => summed(even(chunks, next), sum);
  const file = (path: string, chunks: Chunks): ZipInput => ({
    path,
    chunks: listed(path, together(chunks), listing, hashing),
  });
  const ledger = newLedger();
  for await (const { path, chunks } of archiveFiles(input, ledger, frame.signer, hashing, sum))
    yield { path, chunks: listed(path, chunks, listing, hashing) };
  if (ledger.leaves.length === 0) throw new FaultError("export-failed", "no captures");
  // the case's key vouches for the list of what is whole; another may only leave out (FORMAT §4.9)
  if (frame.signer.by !== "case" && ledger.withheld.length === 0)
    throw new FaultError("export-failed", "nothing is withheld");
  yield file("indexes/index.cdx", pieces(sortIndex(ledger.index)));
  yield file("pages/pages.jsonl", pieces([PAGES_HEAD, ...ledger.pages]));
  yield file("evidence/records.jsonl", recordLines(input, ledger.leaves.length));
  yield file("evidence/disclosures.jsonl", disclosureLines(input));
  for await (const { path, chunks } of frame.files(ledger)) {
    yield file(path, chunks);
    if (path === SIGNATURE && ledger.withheld.length > 0)
      yield file(REDACTION, pieces([redactionOf(input.bundleId, frame, ledger)]));
  }

  const resources = await Promise.all(listing);
  const { createdAt, software } = frame;
  const list = (all: Resource[]) =>
    datapackageOf({ bundleId: input.bundleId, createdAt, software }, all, ledger.main);
  if (input.padded) yield file(PADDING, zeros(paddingOf(resources, list, frame.signer.spki)));
  const datapackage = canonicalBytes(list(await Promise.all(listing)));
  const digest = canonicalBytes(
    await signPackage(datapackage, { created: createdAt, software }, frame.signer),
  );
  yield { path: DATAPACKAGE, chunks: together(pieces([datapackage])) };
  yield { path: DIGEST_FILE, chunks: together(pieces([digest])) };
}

function redactionOf(bundle: string, frame: Frame, { withheld, derived }: Ledger): Uint8Array {
  const bytes = canonicalBytes({
    v: 1,
    type: "redaction",
    bundle,
    at: frame.createdAt,
    packagedBy: frame.signer.by,
    withheld,
    derived,
  } satisfies Redaction);
  if (bytes.length > REDACTION_LIMIT) throw new FaultError("export-failed", "too much is withheld");
  return bytes;
}

/** Passes chunks on and, at their end, enters the file in the list: its hash may still be under way. */
async function* listed(
  path: string,
  chunks: AsyncIterable<Summed>,
  listing: Promise<Resource>[],
  hashing: Hashing,
): AsyncGenerator<Summed> {
  let bytes = 0;
  for await (const chunk of chunks) {
    await hashing.pass(chunk.pieces);
    bytes += chunk.length;
    yield chunk;
  }
  const resource = hashing.file().then((hash) => ({ name: path.toLowerCase(), path, hash, bytes }));
  resource.catch(() => undefined); // told where all are awaited
  listing.push(resource);
}

async function* recordLines(input: BundleContent, expected: number): AsyncGenerator<Uint8Array[]> {
  let count = 0;
  for await (const { record } of input.captures) {
    count++;
    yield* lines([record]);
  }
  if (count !== expected) throw new FaultError("export-failed", "captures can be read only once");
}

async function* disclosureLines(input: BundleContent): AsyncGenerator<Uint8Array> {
  for await (const { captureId, disclosures } of input.captures) {
    // canonical as it is: names in order, ASCII (openPart has read both); the general way takes ten times as long
    const lineOf = (disclosure: string) => `${JSON.stringify({ disclosure, record: captureId })}\n`;
    yield utf8(disclosures.map(lineOf).join(""));
  }
}
