/** A stored file read once, front to back: whoever compares it takes the bytes, its hash and checksum run along (FORMAT §10.2). */

import type { Reader } from "../bundle/member.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import { type Bytes, plain } from "../evidence/bytes.ts";
import type { Check, Measured } from "./check.ts";

/** Read at once; the next piece is asked for while this one is looked at. */
const PIECE = 2 * 1024 * 1024;
/** From here on the hash is worth a thread of its own, where the runtime has them. */
const FAR = 8 * PIECE;

export interface Pass extends Reader {
  /** Goes on to `offset` of the file; never back. */
  skipTo(offset: number): Promise<void>;
  /** Goes to the end; gives hash and checksum of the whole file. */
  finish(): Promise<Measured>;
}

/** Begins at the start of a file that is stored (method 0). Rejects where the source does. */
export async function openPass(check: Check, entry: ZipEntry): Promise<Pass> {
  const { source } = check;
  const hasher = await (entry.size > FAR ? check.makeFarHasher() : check.makeHasher());
  const checksum = await check.makeChecksum();
  /** Two buffers in turn: what is looked at, and what is read meanwhile. */
  let [into, spare] = [new Uint8Array(PIECE), new Uint8Array(PIECE)];
  let asked = 0;
  let ahead: Promise<Uint8Array> | null = null;
  let piece: Bytes = new Uint8Array();
  /** Of the piece, in the file; and how much of it was taken. */
  let [start, taken] = [0, 0];

  const ask = (): Promise<Uint8Array> | null => {
    const length = Math.min(PIECE, entry.size - asked);
    if (length === 0) return null;
    const asking = source.read(entry.dataAt + asked, length, into);
    [into, spare] = [spare, into];
    asking.catch(() => undefined); // told where it is awaited, if it is
    asked += length;
    return asking;
  };
  /** The next piece, hashed; false at the end. */
  const advance = async (): Promise<boolean> => {
    ahead ??= ask();
    if (!ahead) return false;
    const got = plain(await ahead);
    ahead = ask();
    start += piece.length;
    [piece, taken] = [got, 0];
    checksum.update(piece);
    await hasher.update(piece);
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
      return { hash: await hasher.digest(), crc: checksum.value() };
    },
  };
}
