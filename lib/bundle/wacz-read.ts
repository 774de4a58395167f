/** Reads files of a bundle: whole where small, else in chunks or lines. Everything is bounded; what lies about its size is refused. */
import { type Bytes, concat, plain } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { type BundleSource, readRange } from "./source.ts";
import type { ZipEntry } from "./zip-read.ts";

/** The content of an entry in chunks. Throws FaultError `not-a-bundle` where it does not unpack to the stated size. */
export async function* entryBytes(source: BundleSource, entry: ZipEntry): AsyncGenerator<Bytes> {
  const packed = readRange(source, entry.dataAt, entry.packed);
  if (entry.method === 0) return yield* packed;
  let size = 0;
  for await (const chunk of inflate(packed)) {
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

/**
 * The lines of an entry, each without its newline. Throws FaultError `not-a-bundle` at a line above `limit` bytes,
 * and, unless told to keep it, where the last line has no newline (FORMAT §1.8).
 */
export async function* entryLines(
  source: BundleSource,
  entry: ZipEntry,
  limit: number,
  cutOff: "refuse" | "keep" = "refuse",
): AsyncGenerator<Bytes> {
  let rest: Bytes[] = [];
  let held = 0;
  for await (const chunk of entryBytes(source, entry)) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, at);
      if (held + piece.length > limit) throw new FaultError("not-a-bundle", "a line is too long");
      yield rest.length > 0 ? concat(...rest, piece) : piece;
      rest = [];
      held = 0;
      from = at + 1;
    }
    if (from < chunk.length) {
      const piece = chunk.subarray(from);
      rest.push(piece);
      held += piece.length;
      if (held > limit) throw new FaultError("not-a-bundle", "a line is too long");
    }
  }
  if (held > 0 && cutOff === "keep") yield concat(...rest);
  else if (held > 0) throw new FaultError("not-a-bundle", "the last line is cut off");
}

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
