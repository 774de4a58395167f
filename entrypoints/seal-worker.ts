/** Encrypts a parcel and writes its file, in a thread of its own; obeys lib/extension/seal-thread.ts. */
import "../lib/extension/sinks.ts";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { farMeasurer, obey } from "../lib/evidence/far-measurer.ts";
import { DIGEST_ONLY, hashThread } from "../lib/extension/hash-thread.ts";
import { type Sealing, sealHere } from "../lib/extension/seal-here.ts";
import type { SealReply, ToSealThread } from "../lib/extension/seal-thread.ts";
import { toFault } from "../lib/model/fault.ts";

const post = (reply: SealReply, transfer: ArrayBuffer[] = []) => postMessage(reply, { transfer });

function main(): void {
  let sealing: Sealing | null = null;
  let isBroken = false;
  const take = async (order: ToSealThread): Promise<void> => {
    if (order === "close") {
      sealing?.close();
      post("closed");
    } else if (order !== "end" && "key" in order) {
      sealing = await sealHere(order, await farMeasurer(hashThread(DIGEST_ONLY)));
      post("ready");
    } else if (sealing && !isBroken) await obey(sealing, order, post);
  };
  let before = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<ToSealThread>) => {
    before = before
      .then(() => take(data))
      .catch((error: unknown) => {
        isBroken = true; // what comes after would stand in the wrong place
        post({ fault: toFault(error) });
      });
  });
}

export default defineUnlistedScript(main);
