/** SHA-256 and CRC-32 in another thread: bytes go over in a few buffers that travel back and forth, so nothing piles up. */
import type { Measured, Measurer } from "./measure.ts";

/** To the other thread: bytes at the start of a buffer, or the end of what is to be hashed. */
export type HashOrder = { buffer: ArrayBuffer; length: number } | "end";
/** From it: ready to begin; a buffer given back; what was measured. */
export type HashReply = "ready" | { buffer: ArrayBuffer } | Measured;

/** The other thread, whichever kind of worker the runtime has. */
export interface FarThread<Order = HashOrder, Reply = HashReply> {
  post(order: Order, transfer: ArrayBuffer[]): void;
  /** Replies in order; `fail` where the thread could not start or has died. */
  listen(reply: (reply: Reply) => void, fail: (error: Error) => void): void;
  stop(): void;
}

/** Bytes a buffer holds, and how many there are: the most that waits to be hashed. */
const LENGTH = 2 * 1024 * 1024;
const BUFFERS = 4;

/** A measurer over a fresh thread. Rejects where the thread does not start. */
export async function farMeasurer(thread: FarThread): Promise<Measurer> {
  const free = Array.from({ length: BUFFERS }, () => new ArrayBuffer(LENGTH));
  let failure: Error | null = null;
  const asked: { resolve(measured: Measured): void; reject(error: Error): void }[] = [];
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
      if (reply !== "ready" && "hash" in reply) return asked.shift()?.resolve(reply);
      if (reply !== "ready") free.push(reply.buffer);
      wake();
    },
    (error) => {
      failure = error;
      for (const each of asked.splice(0)) each.reject(error);
      wake();
    },
  );
  await answer();
  /** A message costs as much as hashing tens of kilobytes: only full buffers go over. */
  let open: { buffer: ArrayBuffer; length: number } | null = null;
  const send = (): void => {
    if (open) thread.post(open, [open.buffer]);
    open = null;
  };
  return {
    async update(bytes) {
      for (let at = 0; at < bytes.length; ) {
        while (!open && free.length === 0) await answer();
        open ??= { buffer: free.pop() ?? new ArrayBuffer(LENGTH), length: 0 };
        const piece = bytes.subarray(at, at + LENGTH - open.length);
        new Uint8Array(open.buffer).set(piece, open.length);
        open.length += piece.length;
        at += piece.length;
        if (open.length === LENGTH) send();
      }
    },
    finish() {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        asked.push({ resolve, reject });
        if (open) send();
        thread.post("end", []);
      });
    },
    stop: () => thread.stop(),
  };
}

/** What the other thread does with an order, given the measurer it has made. */
export async function obey(
  measurer: Measurer,
  order: HashOrder,
  post: (reply: HashReply, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  if (order === "end") return post(await measurer.finish(), []);
  const { buffer, length } = order;
  await measurer.update(new Uint8Array(buffer, 0, length));
  post({ buffer }, [buffer]);
}
