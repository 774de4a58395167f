/** Takes a gzip member of stored blocks apart, block head by block head (FORMAT §8.2). */

import { type Bytes, concat, sameBytes } from "../evidence/bytes.ts";
import { BLOCK, blockHead, GZIP_HEAD, memberLength } from "./gzip.ts";
import { type BundleSource, readRange } from "./source.ts";

/** Bytes one after the other. */
export interface Reader {
  /** Between 1 and `most` bytes; a view that holds until the next call. Throws RangeError at the end. */
  some(most: number): Promise<Uint8Array>;
  /** The next `length` bytes where they lie in one stretch that may be written over; else null, and none were taken. */
  stretch?(length: number): Promise<Uint8Array | null>;
}

/** `length` bytes from `offset` of a source. */
export function readerOf(source: BundleSource, offset: number, length: number): Reader {
  const chunks = readRange(source, offset, length);
  let chunk: Bytes = new Uint8Array();
  return {
    async some(most) {
      if (chunk.length === 0) {
        const next = await chunks.next();
        if (next.done) throw new RangeError("read past the end");
        chunk = next.value;
      }
      const bytes = chunk.subarray(0, most);
      chunk = chunk.subarray(bytes.length);
      return bytes;
    },
  };
}

const TAIL = 8;

/**
 * The `size` bytes inside the member at which the reader stands, in views of any length; null, and then no more, where
 * the member is not built as it must be. Its checksum is not recomputed: what is inside is checked by SHA-256.
 */
export async function* memberBytes(reader: Reader, size: number): AsyncGenerator<Uint8Array | null> {
  const member = await reader.stretch?.(memberLength(size));
  if (member) return yield closedUp(member, size);
  if (!sameBytes(await exactly(reader, GZIP_HEAD.length), GZIP_HEAD)) return yield null;
  let left = size;
  do {
    const block = Math.min(BLOCK, left);
    const head = blockHead(block, block === left);
    if (!sameBytes(await exactly(reader, head.length), head)) return yield null;
    left -= block;
    for (let inBlock = block; inBlock > 0; ) {
      const bytes = await reader.some(inBlock);
      inBlock -= bytes.length;
      yield bytes;
    }
  } while (left > 0);
  await exactly(reader, TAIL);
}

/** The bytes inside, moved together over the heads of their blocks: so they can be hashed where they lie. */
function closedUp(member: Uint8Array, size: number): Uint8Array | null {
  if (!sameBytes(member.subarray(0, GZIP_HEAD.length), GZIP_HEAD)) return null;
  const start = GZIP_HEAD.length + blockHead(0, true).length;
  let [at, done] = [GZIP_HEAD.length, 0];
  do {
    const block = Math.min(BLOCK, size - done);
    const head = blockHead(block, done + block === size);
    if (!sameBytes(member.subarray(at, at + head.length), head)) return null;
    at += head.length;
    if (done > 0) member.copyWithin(start + done, at, at + block);
    [at, done] = [at + block, done + block];
  } while (done < size);
  return member.subarray(start, start + size);
}

/** Exactly `length` bytes, also where they lie across two pieces. */
async function exactly(reader: Reader, length: number): Promise<Uint8Array> {
  const first = await reader.some(length);
  if (first.length === length) return first;
  const start = concat(first); // a view holds only until more is asked for
  return concat(start, await exactly(reader, length - start.length));
}
