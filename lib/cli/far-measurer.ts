/**
 * SHA-256 and CRC-32 in a thread of their own, over buffers that both threads see: bytes that were read into them are
 * not copied once more. Two cores are the most that one can count on, and a copy costs a third of a hash (2026-11).
 */
import { Worker } from "node:worker_threads";
import type { Measured, Measurer } from "../evidence/measure.ts";

/** How many buffers, of how many bytes: one is looked at, one is read into or written out, the others may wait to be hashed. */
const READING = { buffers: 4, length: 2 * 1024 * 1024 };
/** What a writer fills he sums and writes out while it is still in the processor's cache. */
const WRITING = { buffers: 6, length: 1024 * 1024 };

/** `hash`: for a writer; makes no checksum of files, it is 0. Rejects where the thread does not start. */
export async function nodeFarMeasurer(what?: "hash"): Promise<Measurer> {
  const workerData = { checksum: what !== "hash" };
  const worker = new Worker(new URL("./hash-worker.mjs", import.meta.url), { execArgv: [], workerData });
  worker.unref(); // a check that ended early must not keep the program alive
  const { buffers: count, length } = what === "hash" ? WRITING : READING;
  const buffers = Array.from({ length: count }, () => new Uint8Array(new SharedArrayBuffer(length)));
  const asked: { resolve(measured: Measured): void; reject(error: Error): void }[] = [];
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  /** Rooms handed out, and the numbers of those whose bytes are still to be hashed. */
  let rooms = 0;
  const sent: number[] = [];
  worker.on("message", (reply: "done" | Measured) => {
    if (reply !== "done") return asked.shift()?.resolve(reply);
    sent.shift();
    wake();
  });
  worker.on("error", (error: Error) => {
    failure = error;
    for (const each of asked.splice(0)) each.reject(error);
    wake();
  });
  const answer = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (failure) resolve();
    });
    if (failure) throw failure;
  };
  await answer();

  const room = async (): Promise<Uint8Array> => {
    const number = rooms++;
    while ((sent[0] ?? number) <= number - count) await answer();
    return buffers[number % count] ?? new Uint8Array(length);
  };
  const send = (bytes: Uint8Array, number: number): void => {
    sent.push(number);
    worker.postMessage(bytes);
  };
  /** Answers come in the order of what was asked. */
  const ask = (order: "end" | { apart: Uint8Array }): Promise<Measured> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      asked.push({ resolve, reject });
      worker.postMessage(order);
    });
  return {
    room,
    async update(bytes) {
      const own = buffers.findIndex(({ buffer }) => buffer === bytes.buffer);
      // the latest room over this buffer
      if (own >= 0) return send(bytes, own + count * Math.floor((rooms - 1 - own) / count));
      for (let at = 0; at < bytes.length; at += length) {
        const piece = bytes.subarray(at, at + length);
        const into = await room();
        into.set(piece);
        send(into.subarray(0, piece.length), rooms - 1);
      }
    },
    finish: () => ask("end"),
    apart: {
      measure: (bytes) => ask({ apart: bytes }),
      buffer: (length) => new Uint8Array(new SharedArrayBuffer(length)),
    },
    stop: () => void worker.terminate(),
  };
}
