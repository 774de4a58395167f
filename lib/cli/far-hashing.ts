/** The hashes of who writes, made in a thread of their own: two cores are the most that one can count on. */
import { type Hashing, HOLDS } from "../evidence/hashing.ts";
import { hashThread } from "./hash-thread.ts";

/** Rejects where the thread does not start. */
export async function farHashing(): Promise<Hashing> {
  const thread = await hashThread(false);
  const passing: Promise<void>[] = [];
  return {
    async pass(pieces) {
      const taken = thread.take(pieces.map(whole));
      taken.catch(() => undefined); // told where it is awaited, and at the file's end
      passing.push(taken);
      if (passing.length >= HOLDS) await passing.shift();
    },
    file: async () => (await thread.measure("end")).hash,
    alone: async (bytes) => (await thread.measure({ alone: whole(bytes) })).hash,
    ahead: 4 * 1024 * 1024,
    buffer: (length) => new Uint8Array(new SharedArrayBuffer(length)),
    stop: () => thread.stop(),
  };
}

/** What is not shared goes over as a copy, and with all else that its buffer holds. */
const whole = (piece: Uint8Array): Uint8Array =>
  piece.buffer instanceof ArrayBuffer && piece.length < piece.buffer.byteLength ? piece.slice() : piece;
