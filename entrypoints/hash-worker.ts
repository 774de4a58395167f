/** SHA-256 in a thread of its own, for the verifier's page; obeys lib/evidence/far-hasher.ts. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { wasmHasher } from "../lib/evidence/digest.ts";
import { type HashOrder, type HashReply, obey } from "../lib/evidence/far-hasher.ts";

const post = (reply: HashReply, transfer: ArrayBuffer[]) => postMessage(reply, { transfer });

async function main(): Promise<void> {
  const hasher = await wasmHasher();
  let before = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<HashOrder>) => {
    before = before.then(() => obey(hasher, data, post)).catch(reportError);
  });
  post("ready", []);
}

// whoever waits for an answer hears of an error only so
export default defineUnlistedScript(() => void main().catch(reportError));
