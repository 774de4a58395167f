/** A thread of our own pages that reads and measures a bundle's archive: entrypoints/feed-worker.ts. */
import type { FeedReply, FeedThread } from "../verify/far-feed.ts";

/** A fresh one. Where it does not start, `fail` is told. */
export function feedThread(): FeedThread {
  const worker = new Worker("/feed-worker.js");
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(reply, fail) {
      worker.addEventListener("message", ({ data }: MessageEvent<FeedReply>) => reply(data));
      worker.addEventListener("error", ({ message }) => fail(new Error(message || "the thread has died")));
    },
    stop: () => worker.terminate(),
  };
}
