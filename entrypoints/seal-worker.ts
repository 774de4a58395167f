/** Encrypts a parcel and writes its file, in a thread of its own; obeys lib/extension/seal-thread.ts. */
import "../lib/extension/sinks.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { nativeSeal } from "../lib/bundle/seal-chunks.ts";
import { farMeasurer } from "../lib/evidence/far-measurer.ts";
import { DIGEST_ONLY, hashThread } from "../lib/extension/hash-thread.ts";
import { openInPlace } from "../lib/extension/parcel-files.ts";
import { sealHere } from "../lib/extension/seal-here.ts";
import { obeying, type SealReply, type ToSealThread } from "../lib/extension/seal-thread.ts";

const post = (reply: SealReply, transfer: ArrayBuffer[]) => postMessage(reply, { transfer });

function main(): void {
  const take = obeying(post, async (order) => {
    const measurer = await farMeasurer(hashThread(DIGEST_ONLY));
    return sealHere(order, { measurer, makeSeal: nativeSeal, open: openInPlace });
  });
  addEventListener("message", ({ data }: MessageEvent<ToSealThread>) => take(data));
}

export default defineUnlistedScript(main);
