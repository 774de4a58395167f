/** Reads a bundle's archive and hashes its files, in a thread of its own; obeys lib/verify/far-feed.ts. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { noChecksum } from "../lib/evidence/checksum.ts";
import { wasmHasher } from "../lib/evidence/digest.ts";
import { nativeMeasurer } from "../lib/evidence/measure.ts";
import { type FeedOrder, type FeedReply, feeding } from "../lib/verify/far-feed.ts";

const post = (reply: FeedReply, transfer: ArrayBuffer[]) => postMessage(reply, { transfer });

function main(): void {
  const take = feeding(() => nativeMeasurer(wasmHasher, noChecksum), post);
  addEventListener("message", ({ data }: MessageEvent<FeedOrder>) => take(data));
}

export default defineUnlistedScript(main);
