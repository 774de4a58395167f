/** A thread of our own pages that hashes: entrypoints/hash-worker.ts. */
import type { FarThread, HashReply } from "../evidence/far-measurer.ts";

/** Its name where nobody wants checksums: they take an eighth of its time. */
export const DIGEST_ONLY = "digest";

/** A fresh one. Where it does not start, `fail` is told. */
export function hashThread(name = ""): FarThread {
  const worker = new Worker("/hash-worker.js", { name });
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(reply, fail) {
      worker.addEventListener("message", ({ data }: MessageEvent<HashReply>) => reply(data));
      worker.addEventListener("error", ({ message }) => fail(new Error(message || "the thread has died")));
    },
    stop: () => worker.terminate(),
  };
}
