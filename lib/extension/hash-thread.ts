/** A thread of our own pages that hashes: entrypoints/hash-worker.ts. */
import type { FarThread, HashReply } from "../evidence/far-measurer.ts";

/** A fresh one. Where it does not start, `fail` is told. */
export function hashThread(): FarThread {
  const worker = new Worker("/hash-worker.js");
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(reply, fail) {
      worker.addEventListener("message", ({ data }: MessageEvent<HashReply>) => reply(data));
      worker.addEventListener("error", ({ message }) => fail(new Error(message || "the thread has died")));
    },
    stop: () => worker.terminate(),
  };
}
