/**
 * Gzip members (RFC 1952) whose data are stored, not squeezed: the same bytes on every machine and browser, so a
 * bundle does not tell which one wrote it; and most of what we keep is compressed already (FORMAT §8.2).
 */
import type { Bytes } from "../evidence/bytes.ts";
import { joinChecksums } from "../evidence/checksum-join.ts";
import type { Gathering, Summed } from "./summed.ts";

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

/** Nearly all of them: what lies in memory once goes over to another thread once. */
const FULL = blockHead(BLOCK, false);

/** One member over views that make `length` bytes in all, gathered to chunks; what is left in `out` goes with what comes next. */
export async function* gzipStored(
  views: AsyncIterable<Uint8Array>,
  length: number,
  out: Gathering,
): AsyncGenerator<Summed> {
  let [done, blockLeft, crc] = [0, 0, 0];
  out.add(GZIP_HEAD);
  if (length === 0) out.add(blockHead(0, true));
  for await (const view of views) {
    for (let at = 0; at < view.length; ) {
      if (done === length) throw new RangeError("more bytes than stated");
      if (blockLeft === 0) {
        blockLeft = Math.min(BLOCK, length - done);
        const final = done + blockLeft === length;
        out.add(blockLeft === BLOCK && !final ? FULL : blockHead(blockLeft, final));
      }
      const piece = view.subarray(at, at + blockLeft);
      crc = joinChecksums(crc, out.add(piece), piece.length);
      at += piece.length;
      done += piece.length;
      blockLeft -= piece.length;
    }
    yield* out.take();
  }
  if (done !== length) throw new RangeError("fewer bytes than stated");
  out.add(tail(crc, length));
}

/** What ends a member. */
function tail(crc: number, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, crc, true);
  view.setUint32(4, length % 2 ** 32, true);
  return new Uint8Array(view.buffer);
}
