/** Bytes on their way into the zip: views, of which none is copied, and their checksum, which is made once for all whom it concerns. */
import type { Sum } from "../evidence/checksum.ts";
import { joinChecksums } from "../evidence/checksum-join.ts";

/** Some bytes of a file. They hold until `HOLDS` more chunks are asked for. */
export interface Summed {
  pieces: readonly Uint8Array[];
  /** Of all pieces together. */
  length: number;
  crc: number;
}

/** A chunk of this many bytes is not put off for more: each costs a hop of every stage it passes. */
const ENOUGH = 1024 * 1024;

/** Puts chunks together, piece by piece. */
export interface Gathering {
  /** Gives the piece's own CRC-32. */
  add(piece: Uint8Array): number;
  /** What has been added since the last, where that is enough for a chunk; at a file's end where there is any. */
  take(isEnd?: boolean): Summed[];
}

export function gatheringSums(sum: Sum): Gathering {
  let pieces: Uint8Array[] = [];
  let [length, crc] = [0, 0];
  return {
    add(piece) {
      const own = sum(piece);
      pieces.push(piece);
      length += piece.length;
      crc = joinChecksums(crc, own, piece.length);
      return own;
    },
    take(isEnd = false) {
      if (length < (isEnd ? 1 : ENOUGH)) return [];
      const chunk = { pieces, length, crc };
      pieces = [];
      [length, crc] = [0, 0];
      return [chunk];
    },
  };
}

/** Each chunk with its checksum. */
export async function* summed(chunks: AsyncIterable<Uint8Array>, sum: Sum): AsyncGenerator<Summed> {
  const gathering = gatheringSums(sum);
  for await (const chunk of chunks) {
    gathering.add(chunk);
    yield* gathering.take(true);
  }
}
