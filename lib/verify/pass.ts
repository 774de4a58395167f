/** Stored files read once, front to back: whoever compares takes the bytes, hash and checksum run along (FORMAT §10.2). */

import { turns } from "../bundle/chunks.ts";
import type { Reader } from "../bundle/member.ts";
import type { BundleSource } from "../bundle/source.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import type { Measured, Measurer } from "../evidence/measure.ts";
import type { Check } from "./check.ts";

/** Read at once; the next piece is asked for while this one is looked at. */
const PIECE = 2 * 1024 * 1024;

/** The next piece of one of the files; holds until the next but one is asked for. Not to be asked at the end. */
export type Feed = () => Promise<Uint8Array>;

/** The pieces of these files, one file after the other. `room`: gives buffers to read into, if not two of its own. */
export function feedOf(
  source: BundleSource,
  entries: readonly ZipEntry[],
  room: Measurer["room"] = turns(PIECE),
): Feed {
  const ranges = rangesOf(entries);
  const ask = (): Promise<Uint8Array> | null => {
    const next = ranges.next();
    if (next.done) return null;
    const { at, length } = next.value;
    const asking = room().then((into) => source.read(at, length, into));
    asking.catch(() => undefined); // told where it is awaited, if it is
    return asking;
  };
  let ahead: Promise<Uint8Array> | null = null;
  return async () => {
    ahead ??= ask();
    if (!ahead) throw new RangeError("read past the end");
    const piece = await ahead;
    ahead = ask();
    return piece;
  };
}

function* rangesOf(entries: readonly ZipEntry[]): Generator<{ at: number; length: number }> {
  for (const { dataAt, size } of entries)
    for (let at = 0; at < size; at += PIECE) yield { at: dataAt + at, length: Math.min(PIECE, size - at) };
}

export interface Pass extends Reader {
  /** Goes on to `offset` of the file; never back. */
  skipTo(offset: number): Promise<void>;
  /** Goes to the end; gives hash and checksum of the whole file, which may still be under way. */
  finish(): Promise<{ measured: Promise<Measured> }>;
}

/** Begins at the start of a file that is stored (method 0) and whose pieces `feed` gives next. Rejects where the source does. */
export function openPass(check: Check, entry: ZipEntry, feed: Feed, measurer: Measurer): Pass {
  let piece: Uint8Array = new Uint8Array();
  /** Of the piece, in the file; and how much of it was taken. */
  let [start, taken] = [0, 0];

  /** The next piece, hashed; false at the end. */
  const advance = async (): Promise<boolean> => {
    if (start + piece.length === entry.size) return false;
    const got = await feed();
    start += piece.length;
    [piece, taken] = [got, 0];
    await measurer.update(piece);
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
    async skipTo(offset) {
      while (start + piece.length < offset) if (!(await advance())) return;
      taken = Math.max(taken, offset - start);
    },
    async finish() {
      while (await advance());
      const measured = measurer.finish();
      measured.catch(() => undefined); // told where it is awaited
      return { measured };
    },
  };
}
