/**
 * Payloads on their way into the archive: each one's hash is checked before a byte of it is written, for what has rotted
 * in the store must not leave as sealed.
 */
import { checksumOf, wasmChecksum } from "../evidence/checksum.ts";
import { wasmHasher } from "../evidence/digest.ts";
import { type Measured, runningMeasurer } from "../evidence/measure.ts";
import { type Apart, nearApart } from "../evidence/measure-apart.ts";
import { FaultError } from "../model/fault.ts";
import type { Derived } from "./derived.ts";
import type { BundleCapture, BundleContent } from "./input.ts";
import { type BundleSource, blobSource, readInto } from "./source.ts";
import type { PlannedRecord } from "./warc-plan.ts";

/** Above this an artefact is measured and written in slices, and so read twice. */
const IN_MEMORY = 8 * 1024 * 1024;
/** Buffers are a multiple of this, so that payloads of about one length share them. */
const STEP = 1024 * 1024;

/** A record, and where its payload is found. */
export interface Wanted {
  planned: PlannedRecord;
  capture: BundleCapture;
  derived: readonly Derived[];
}

export interface Payload {
  chunks: AsyncIterable<Uint8Array>;
  /** CRC-32 of all its bytes. */
  crc: number;
}

/** A payload in memory, or on the way there. */
interface Kept {
  capture: BundleCapture;
  name: string;
  /** Where it lies, if that can be used again. */
  buffer: Uint8Array | undefined;
  read: Promise<Measured & { bytes: Uint8Array }>;
}

/**
 * Gives what reads payloads; it rejects with FaultError `export-failed` unless one has the planned length and hash.
 * `ahead`: how many may be asked for while one is written; `apart`: where the runtime has more than the caller's thread.
 */
export function newPayloadReader(
  { hasher, checksum = wasmChecksum }: Pick<BundleContent, "hasher" | "checksum">,
  ahead: number,
  apart: Apart = nearApart(hasher, checksum),
): (wanted: Wanted) => Promise<Payload> {
  /** Least lately used first: the one written, those asked for, one that may come again (the page stands there twice). */
  const kept: Kept[] = [];
  const most = 1 + ahead + 1;
  /** Of the longest payload yet: new buffers are as long, so that soon none is made. */
  let longest = 0;

  const room = (bytes: number, free: Uint8Array | undefined): Uint8Array => {
    longest = Math.max(longest, bytes);
    return free && free.length >= bytes ? free : apart.buffer(Math.ceil(longest / STEP) * STEP);
  };
  const read = async (wanted: Wanted, buffer: Uint8Array | undefined) => {
    const source = await sourceOf(wanted);
    const bytes = await source.read(0, source.size, buffer);
    return { ...(await apart.measure(bytes)), bytes };
  };
  const begin = (wanted: Wanted) => {
    const free = kept.length < most ? undefined : kept.shift()?.buffer;
    const buffer = wanted.capture.source && room(wanted.planned.bytes, free);
    return { buffer, read: read(wanted, buffer) };
  };
  /** Enters it before anything is waited for: what is used less lately is not in use. */
  const keep = (wanted: Wanted): Kept => {
    const { capture, planned } = wanted;
    const name = nameOf(planned);
    const again = kept.findIndex((one) => one.capture === capture && one.name === name);
    const [known] = again < 0 ? [] : kept.splice(again, 1);
    const one = known ?? { capture, name, ...begin(wanted) };
    kept.push(one);
    return one;
  };

  return async (wanted) => {
    const { payload, bytes, digest } = wanted.planned;
    if ("bytes" in payload)
      return { chunks: once(payload.bytes), crc: await checksumOf(payload.bytes, checksum) };
    if (bytes <= IN_MEMORY) {
      const one = await keep(wanted).read;
      if (one.hash !== digest) throw changed(wanted);
      return { chunks: once(one.bytes), crc: one.crc };
    }
    const source = await sourceOf(wanted);
    const measurer = runningMeasurer(hasher ?? wasmHasher, checksum);
    for await (const chunk of readInto(source)) await measurer.update(chunk);
    const { hash, crc } = await measurer.finish();
    if (hash !== digest) throw changed(wanted);
    return { chunks: readInto(source), crc };
  };
}

const nameOf = ({ payload }: PlannedRecord): string =>
  "artefact" in payload
    ? `artefact/${payload.artefact}`
    : "picture" in payload
      ? `derived/${payload.picture.file}`
      : "";

const changed = ({ planned }: Wanted) =>
  new FaultError("export-failed", `changed since it was sealed: ${nameOf(planned)}`);

async function sourceOf(wanted: Wanted): Promise<BundleSource> {
  const { payload, bytes } = wanted.planned;
  const source =
    "artefact" in payload
      ? await artefactSource(wanted.capture, payload.artefact)
      : blobSource(pictureOf(wanted));
  if (source.size !== bytes) throw changed(wanted);
  return source;
}

const artefactSource = async (capture: BundleCapture, name: string): Promise<BundleSource> =>
  (await capture.source?.(name)) ?? blobSource(await capture.artefact(name));

function pictureOf({ planned: { payload }, derived }: Wanted): Blob {
  const png = derived.find(({ entry }) => "picture" in payload && entry === payload.picture)?.png;
  if (!png) throw new FaultError("export-failed", "a derived picture is missing");
  return png;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
