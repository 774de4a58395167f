/** SHA-256 and CRC-32 in a thread of its own, for whoever reads or writes large files; obeys lib/evidence/far-measurer.ts. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { noChecksum, wasmChecksum } from "../lib/evidence/checksum.ts";
import { wasmHasher } from "../lib/evidence/digest.ts";
import { type HashOrder, type HashReply, obey } from "../lib/evidence/far-measurer.ts";
import { runningMeasurer } from "../lib/evidence/measure.ts";
import { DIGEST_ONLY } from "../lib/extension/hash-thread.ts";

const post = (reply: HashReply, transfer: ArrayBuffer[]) => postMessage(reply, { transfer });

async function main(): Promise<void> {
  // not gathered for WebCrypto: its copies of whole files fill the memory faster than they are collected (2026-11)
  const measurer = runningMeasurer(wasmHasher, self.name === DIGEST_ONLY ? noChecksum : wasmChecksum);
  let before = Promise.resolve();
  addEventListener("message", ({ data }: MessageEvent<HashOrder>) => {
    before = before.then(() => obey(measurer, data, post)).catch(reportError);
  });
  post("ready", []);
}

// whoever waits for an answer hears of an error only so
export default defineUnlistedScript(() => void main().catch(reportError));
