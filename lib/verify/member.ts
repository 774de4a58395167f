/** Takes a gzip member of stored blocks apart, block head by block head (FORMAT §8.2). */
import { BLOCK, blockHead, GZIP_HEAD } from "../bundle/gzip.ts";
import { type Bytes, concat, sameBytes } from "../evidence/bytes.ts";
import type { Pass } from "./pass.ts";

const TAIL = 8;

/**
 * The `size` bytes inside the member at which the pass stands, in views of any length; null, and then no more, where
 * the member is not built as it must be. Its checksum is not recomputed: what is inside is checked by SHA-256.
 */
export async function* memberBytes(pass: Pass, size: number): AsyncGenerator<Bytes | null> {
  if (!sameBytes(await exactly(pass, GZIP_HEAD.length), GZIP_HEAD)) return yield null;
  let left = size;
  do {
    const block = Math.min(BLOCK, left);
    const head = blockHead(block, block === left);
    if (!sameBytes(await exactly(pass, head.length), head)) return yield null;
    left -= block;
    for (let inBlock = block; inBlock > 0; ) {
      const bytes = await pass.some(inBlock);
      inBlock -= bytes.length;
      yield bytes;
    }
  } while (left > 0);
  await exactly(pass, TAIL);
}

/** Exactly `length` bytes, also where they lie across two pieces. */
async function exactly(pass: Pass, length: number): Promise<Bytes> {
  const first = await pass.some(length);
  if (first.length === length) return first;
  const start = concat(first); // a view holds only until more is asked for
  return concat(start, await exactly(pass, length - start.length));
}
