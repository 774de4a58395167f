/** Node's own SHA-256: seven times faster than WebAssembly (1,700 against 260 MB/s, 2026-11). */
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { MakeHasher } from "../evidence/digest.ts";
import { farHasher } from "../evidence/far-hasher.ts";

/** In the caller's thread: nothing of it needs waiting for. */
export const nodeHasher = (): { update(bytes: Uint8Array): void; digest(): string } => {
  const hash = createHash("sha256");
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => `sha256:${hash.digest("hex")}`,
  };
};

/** The same in a thread of its own, beside the caller. */
export const nodeFarHasher: MakeHasher = () => {
  const worker = new Worker(new URL("./hash-worker.mjs", import.meta.url), { execArgv: [] });
  worker.unref(); // a check that ended early must not keep the program alive
  return farHasher({
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen: (reply, fail) => {
      worker.on("message", reply);
      worker.on("error", fail);
    },
    stop: () => void worker.terminate(),
  });
};
