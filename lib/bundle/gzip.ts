/**
 * Gzip members (RFC 1952) whose data are stored, not squeezed: the same bytes on every machine and browser, so a
 * bundle does not tell which one wrote it; and most of what we keep is compressed already (FORMAT §8.2).
 */
import type { Bytes } from "../evidence/bytes.ts";

/** Method deflate, no flags, no time, operating system unknown (255). */
export const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** Most that one stored block holds (RFC 1951 §3.2.4). */
export const BLOCK = 65_535;

/** Bytes of the member that holds `length` bytes. */
export const memberLength = (length: number): number =>
  GZIP_HEAD.length + 5 * Math.max(1, Math.ceil(length / BLOCK)) + length + 8;

/** The five bytes before a stored block. */
export const blockHead = (length: number, final: boolean): Bytes =>
  Uint8Array.of(final ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);

/** One member over chunks that make `length` bytes in all, `crc` their CRC-32; out come their views between the heads of blocks. */
export async function* gzipStored(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
  crc: number,
): AsyncGenerator<Uint8Array[]> {
  yield [GZIP_HEAD, ...(length === 0 ? [blockHead(0, true)] : [])];
  let done = 0;
  let blockLeft = 0;
  for await (const chunk of chunks) {
    const out: Uint8Array[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (blockLeft === 0) {
        blockLeft = Math.min(BLOCK, length - done);
        out.push(blockHead(blockLeft, done + blockLeft === length));
      }
      const piece = chunk.subarray(at, at + blockLeft);
      out.push(piece);
      at += piece.length;
      done += piece.length;
      blockLeft -= piece.length;
    }
    yield out;
  }
  if (done !== length) throw new RangeError("chunks do not make the length stated");
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, crc, true);
  tail.setUint32(4, length % 2 ** 32, true);
  yield [new Uint8Array(tail.buffer)];
}
