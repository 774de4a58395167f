/**
 * SHA-256 and CRC-32 in a thread of their own, over buffers that both threads see: bytes that were read into them are
 * not copied once more. A copy costs a third of a hash (2026-11).
 */
import type { Measurer } from "../evidence/measure.ts";
import { hashThread } from "./hash-thread.ts";

/** One is looked at, one is read into, the others may wait to be hashed. */
const BUFFERS = 4;
const LENGTH = 2 * 1024 * 1024;

/** Rejects where the thread does not start. */
export async function nodeFarMeasurer(): Promise<Measurer> {
  const thread = await hashThread(true);
  /** Each with what tells that its bytes are hashed; the one handed out least lately first. */
  const rooms = Array.from({ length: BUFFERS }, () => ({
    bytes: new Uint8Array(new SharedArrayBuffer(LENGTH)),
    hashed: Promise.resolve(),
  }));
  const room = async (): Promise<Uint8Array> => {
    const next = rooms.shift();
    if (!next) throw new Error("all buffers are being waited for");
    rooms.push(next);
    await next.hashed;
    return next.bytes;
  };
  const send = (bytes: Uint8Array): void => {
    const own = rooms.find((one) => one.bytes.buffer === bytes.buffer);
    const hashed = thread.take([bytes]);
    hashed.catch(() => undefined); // told where it is awaited, and at the end
    if (own) own.hashed = hashed;
  };
  return {
    room,
    async update(bytes) {
      if (rooms.some((one) => one.bytes.buffer === bytes.buffer)) return send(bytes);
      for (let at = 0; at < bytes.length; at += LENGTH) {
        const piece = bytes.subarray(at, at + LENGTH);
        const into = await room();
        into.set(piece);
        send(into.subarray(0, piece.length));
      }
    },
    finish: () => thread.measure("end"),
    stop: () => thread.stop(),
  };
}
