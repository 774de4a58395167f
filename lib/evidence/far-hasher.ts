/** A running SHA-256 in another thread: bytes go over in a few buffers that travel back and forth, so nothing piles up. */
import type { Hasher } from "./digest.ts";

/** To the other thread: bytes at the start of a buffer, or the end. */
export type HashOrder = { buffer: ArrayBuffer; length: number } | "end";
/** From it: ready to begin; a buffer given back; the digest, `sha256:` + hex. */
export type HashReply = "ready" | { buffer: ArrayBuffer } | { digest: string };

/** The other thread, whichever kind of worker the runtime has. */
export interface FarThread {
  post(order: HashOrder, transfer: ArrayBuffer[]): void;
  /** Replies in order; `fail` where the thread could not start or has died. */
  listen(reply: (reply: HashReply) => void, fail: (error: Error) => void): void;
  stop(): void;
}

/** Bytes a buffer holds, and how many there are: the most that waits to be hashed. */
const LENGTH = 2 * 1024 * 1024;
const BUFFERS = 4;

/** A hasher over a fresh thread. Rejects where the thread does not start. The thread is stopped with the digest. */
export async function farHasher(thread: FarThread): Promise<Hasher> {
  const free = Array.from({ length: BUFFERS }, () => new ArrayBuffer(LENGTH));
  let failure: Error | null = null;
  let digest: string | null = null;
  let wake: () => void = () => undefined;
  /** Until the thread has answered once more. Rejects where it died. */
  const answer = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (failure) resolve();
    });
    if (failure) throw failure;
  };
  thread.listen(
    (reply) => {
      if (reply === "ready") wake();
      else if ("digest" in reply) digest = reply.digest;
      else free.push(reply.buffer);
      wake();
    },
    (error) => {
      failure = error;
      wake();
    },
  );
  await answer();
  return {
    async update(bytes) {
      for (let at = 0; at < bytes.length; at += LENGTH) {
        while (free.length === 0) await answer();
        const buffer = free.pop() ?? new ArrayBuffer(LENGTH);
        const piece = bytes.subarray(at, at + LENGTH);
        new Uint8Array(buffer).set(piece);
        thread.post({ buffer, length: piece.length }, [buffer]);
      }
    },
    async digest() {
      thread.post("end", []);
      try {
        while (digest === null) await answer();
        return digest;
      } finally {
        thread.stop();
      }
    },
  };
}

/** What the other thread does with an order, given the hasher it has made. */
export async function obey(
  hasher: Hasher,
  order: HashOrder,
  post: (reply: HashReply, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  if (order === "end") return post({ digest: await hasher.digest() }, []);
  const { buffer, length } = order;
  await hasher.update(new Uint8Array(buffer, 0, length));
  post({ buffer }, [buffer]);
}
