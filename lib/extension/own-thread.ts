/** A script of ours (named in sinks.ts) in a thread of its own. */
import type { FarThread } from "../evidence/far-measurer.ts";

/** A fresh one. Where it does not start, `fail` is told. */
export function ownThread<Order, Reply>(script: string, name = ""): FarThread<Order, Reply> {
  const worker = new Worker(script, { name });
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(reply, fail) {
      worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => reply(data));
      worker.addEventListener("error", ({ message }) => fail(new Error(message || "the thread has died")));
    },
    stop: () => worker.terminate(),
  };
}
