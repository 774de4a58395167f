/** Reads files of a bundle: whole where small, else in chunks or lines. Everything is bounded; what lies about its size is refused. */
import { type Bytes, concat, fromUtf8, plain } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { type BundleSource, readRange } from "./source.ts";
import type { ZipEntry } from "./zip-read.ts";

/** Gives the content of an entry in chunks. */
export type ReadChunks = (source: BundleSource, entry: ZipEntry) => AsyncIterable<Bytes>;

/** The content of an entry in chunks. Throws FaultError `not-a-bundle` where it does not unpack to the stated size. `passing` as in `readRange`. */
export async function* entryBytes(
  source: BundleSource,
  entry: ZipEntry,
  passing = false,
): AsyncGenerator<Bytes> {
  if (entry.method === 0) return yield* readRange(source, entry.dataAt, entry.packed, passing);
  let size = 0;
  for await (const chunk of inflate(readRange(source, entry.dataAt, entry.packed))) {
    size += chunk.length;
    if (size > entry.size) throw new FaultError("not-a-bundle", "unpacks to more than stated");
    yield chunk;
  }
  if (size !== entry.size) throw new FaultError("not-a-bundle", "unpacks to less than stated");
}

/** The whole content of an entry; throws FaultError `not-a-bundle` above `limit` bytes. */
export async function readEntry(source: BundleSource, entry: ZipEntry, limit: number): Promise<Bytes> {
  if (entry.size > limit) throw new FaultError("not-a-bundle", `larger than ${limit} bytes`);
  const parts: Bytes[] = [];
  for await (const chunk of entryBytes(source, entry)) parts.push(chunk);
  return concat(...parts);
}

/** The same, for whoever is done with a chunk before the next. */
export const passingBytes = (source: BundleSource, entry: ZipEntry): AsyncGenerator<Bytes> =>
  entryBytes(source, entry, true);

/**
 * The lines of an entry, each without its newline. Throws FaultError `not-a-bundle` at a line above `limit` bytes,
 * and, unless told to keep it, where the last line has no newline (FORMAT §1.8).
 */
export async function* entryLines(
  source: BundleSource,
  entry: ZipEntry,
  limit: number,
  cutOff: "refuse" | "keep" = "refuse",
  read: ReadChunks = passingBytes,
): AsyncGenerator<Bytes> {
  for await (const block of blocksOfLines(read(source, entry), limit, cutOff)) yield* linesIn(block, limit);
}

/**
 * The same as text, null where a line is not UTF-8; as many at a time as are there: where there are thousands, to wait
 * for each and decode it by itself takes longer than all that is done with it (2026-11).
 */
export async function* entryTexts(
  source: BundleSource,
  entry: ZipEntry,
  limit: number,
  read: ReadChunks = passingBytes,
): AsyncGenerator<(string | null)[]> {
  for await (const block of blocksOfLines(read(source, entry), limit, "refuse"))
    yield fromUtf8(block.subarray(0, -1))?.split("\n") ?? Array.from(linesIn(block, limit), fromUtf8);
}

/** Whole lines and their newlines. `limit` is kept of the first of a block; the others came in one chunk. */
async function* blocksOfLines(
  chunks: AsyncIterable<Bytes>,
  limit: number,
  cutOff: "refuse" | "keep",
): AsyncGenerator<Bytes> {
  let rest: Bytes[] = [];
  let held = 0;
  const hold = (piece: Bytes): void => {
    rest.push(piece);
    held += piece.length;
    if (held > limit) throw tooLong();
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      if (held + chunk.indexOf(NEWLINE) > limit) throw tooLong();
      yield concat(...rest, chunk.subarray(0, end));
      [rest, held] = [[], 0];
    }
    if (end < chunk.length) hold(chunk.slice(end));
  }
  if (held > 0 && cutOff === "refuse") throw new FaultError("not-a-bundle", "the last line is cut off");
  if (held > 0) yield concat(...rest, Uint8Array.of(NEWLINE));
}

function* linesIn(block: Bytes, limit: number): Generator<Bytes> {
  for (let from = 0; from < block.length; ) {
    const line = block.subarray(from, block.indexOf(NEWLINE, from));
    if (line.length > limit) throw tooLong();
    yield line;
    from += line.length + 1;
  }
}

const NEWLINE = 10;
const tooLong = (): FaultError => new FaultError("not-a-bundle", "a line is too long");

async function* inflate(packed: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  const iterator = packed[Symbol.asyncIterator]();
  const stream = new ReadableStream<Bytes>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const reader = stream.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    for (let next = await read(reader); !next.done; next = await read(reader)) yield plain(next.value);
  } finally {
    await reader.cancel().catch(() => undefined); // already failed or ended: nothing left to release
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (cause) {
    throw new FaultError("not-a-bundle", "does not unpack", { cause });
  }
}
