/** Stored files read once, front to back: whoever compares takes the bytes, hash and checksum run along (FORMAT §10.2). */

import type { Reader } from "../bundle/member.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import type { Measured } from "../evidence/measure.ts";
import type { Check } from "./check.ts";
import type { Feed } from "./feed.ts";

export interface Pass extends Reader {
  /** Goes on to `offset` of the file; never back. */
  skipTo(offset: number): Promise<void>;
  /** Goes to the end; gives hash and checksum of the whole file, which may still be under way. */
  finish(): Promise<{ measured: Promise<Measured> }>;
}

/** Begins at the start of a file that is stored (method 0) and whose pieces `feed` gives next. Rejects where the source does. */
export function openPass(check: Check, entry: ZipEntry, feed: Feed): Pass {
  let piece: Uint8Array = new Uint8Array();
  /** Of the piece, in the file; and how much of it was taken. A piece has no length once the next was asked for. */
  let [start, end, taken] = [0, 0, 0];

  /** The next piece; false at the end. */
  const advance = async (): Promise<boolean> => {
    if (end === entry.size) return false;
    piece = await feed.next();
    [start, end, taken] = [end, end + piece.length, 0];
    check.tick(piece.length);
    return true;
  };
  return {
    async some(most) {
      if (taken === piece.length && !(await advance())) throw new RangeError("read past the end");
      const bytes = piece.subarray(taken, taken + most);
      taken += bytes.length;
      return bytes;
    },
    async stretch(length) {
      if (!feed.ours) return null;
      if (taken === piece.length) await advance();
      if (piece.length - taken < length) return null;
      taken += length;
      return piece.subarray(taken - length, taken);
    },
    async skipTo(offset) {
      while (end < offset) if (!(await advance())) return;
      taken = Math.max(taken, offset - start);
    },
    async finish() {
      while (await advance());
      const measured = feed.measured();
      measured.catch(() => undefined); // told where it is awaited
      return { measured };
    },
  };
}
