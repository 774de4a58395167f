/** Takes a gzip member of stored blocks apart, block head by block head (FORMAT §8.2). */
import { BLOCK, blockHead, GZIP_HEAD } from "../bundle/gzip.ts";
import type { BundleSource } from "../bundle/source.ts";
import { type Bytes, plain, sameBytes } from "../evidence/bytes.ts";

/** As much as is read at once: 16 blocks with their heads. */
const STRETCH = 16 * (BLOCK + 5);

/**
 * The `size` bytes inside the member of `length` bytes at `offset` of the source, in chunks; null, and then no more,
 * where the member is not built as it must be. Its checksum is not recomputed: what is inside is checked by SHA-256.
 */
export async function* memberBytes(
  source: BundleSource,
  offset: number,
  length: number,
  size: number,
): AsyncGenerator<Bytes | null> {
  const head = plain(await source.read(offset, GZIP_HEAD.length));
  if (!sameBytes(head, GZIP_HEAD)) return yield null;
  const end = offset + length - 8;
  let left = size;
  for (let at = offset + GZIP_HEAD.length; at < end; at += STRETCH) {
    const stretch = plain(await source.read(at, Math.min(STRETCH, end - at)));
    for (let from = 0; from < stretch.length; ) {
      const block = Math.min(BLOCK, left);
      if (!sameBytes(stretch.subarray(from, from + 5), blockHead(block, block === left))) return yield null;
      yield stretch.subarray(from + 5, from + 5 + block);
      from += 5 + block;
      left -= block;
    }
  }
}
