/** A file written from its beginning on, in large pieces: each write costs a message to another process, whatever its length. */
import type { Bytes } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault-error.ts";
import type { InPlace } from "./parcel-files.ts";

/** Written at once. */
const PIECE = 1024 * 1024;

export interface PieceWriter {
  /** Copies `bytes`, and writes when there are many. Gives where they end in the file. @throws FaultError `store-full`. */
  put(bytes: Bytes): number;
  /** Writes what was held back and returns when all lies on the disk. @throws FaultError `store-full`. */
  flush(): void;
}

export function pieceWriter(file: InPlace): PieceWriter {
  const piece = new Uint8Array(PIECE);
  let held = 0;
  let written = 0;
  const write = (): void => {
    // Where the disk is full, some browsers write what fits and say so only by the count.
    for (let at = 0; at < held; ) {
      const wrote = file.write(piece.subarray(at, held), { at: written + at });
      if (wrote <= 0) throw new FaultError("store-full", "nothing written");
      at += wrote;
    }
    written += held;
    held = 0;
  };
  return {
    put(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + PIECE - held);
        piece.set(part, held);
        held += part.length;
        at += part.length;
        if (held === PIECE) write();
      }
      return written + held;
    },
    flush() {
      write();
      file.flush();
    },
  };
}
