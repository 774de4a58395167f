/** Encrypts a parcel and writes its file, in a thread of its own; obeys lib/extension/seal-thread.ts. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { nativeSeal } from "../lib/bundle/seal-chunks.ts";
import { wasmHasher } from "../lib/evidence/digest.ts";
import { openInPlace } from "../lib/extension/parcel-files.ts";
import { sealHere } from "../lib/extension/seal-here.ts";
import { obeying, type SealReply, type ToSealThread } from "../lib/extension/seal-thread.ts";

const post = (reply: SealReply, transfer: ArrayBuffer[]) => postMessage(reply, { transfer });

function main(): void {
  const saved = () => post("saved", []);
  const take = obeying(post, (order) =>
    sealHere(order, { makeSeal: nativeSeal, makeHasher: wasmHasher, open: openInPlace, saved }),
  );
  addEventListener("message", ({ data }: MessageEvent<ToSealThread>) => take(data));
}

export default defineUnlistedScript(main);
