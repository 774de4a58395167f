/** Writes what comes to an open file: one chunk is written while the next is made. */
import type { FileHandle } from "node:fs/promises";
import { HOLDS } from "../evidence/hashing.ts";

/** Chunks, or lists of pieces, of which each holds until `HOLDS` more are asked for. Rejects where the disk or their maker fails. */
export async function save(
  file: FileHandle,
  chunks: AsyncIterable<Uint8Array | readonly Uint8Array[]>,
): Promise<void> {
  /** Each begins when the one before is done. */
  const writing = [Promise.resolve()];
  for await (const chunk of chunks) {
    const pieces = chunk instanceof Uint8Array ? [chunk] : chunk;
    const written = writing.at(-1)?.then(() => whole(file, pieces)) ?? Promise.resolve();
    written.catch(() => undefined); // told where it is awaited
    writing.push(written);
    if (writing.length >= HOLDS) await writing.shift();
  }
  await writing.at(-1);
}

/** A system may take less than it was given. */
async function whole(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  for (let left = [...pieces]; left.length > 0; ) left = after(left, (await file.writev(left)).bytesWritten);
}

/** What comes after so many bytes. */
function after(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes;
  for (const [index, piece] of pieces.entries()) {
    if (left < piece.length) return [piece.subarray(left), ...pieces.slice(index + 1)];
    left -= piece.length;
  }
  return [];
}
