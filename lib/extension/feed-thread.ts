/** A thread of our own pages that reads and measures a bundle's archive: entrypoints/feed-worker.ts. */
import type { FeedThread } from "../verify/far-feed.ts";
import { ownThread } from "./own-thread.ts";

export const feedThread = (): FeedThread => ownThread("/feed-worker.js");
