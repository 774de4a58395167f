/** A thread that hashes: hash-worker.mjs. It sees buffers that are shared, and is given copies of others. */
import { Worker } from "node:worker_threads";
import type { Measured } from "../evidence/measure.ts";

/** The next bytes of a file; its end; bytes by themselves. */
type Order = readonly Uint8Array[] | "end" | { alone: Uint8Array };

export interface HashThread {
  /** Resolves when the thread is done with these bytes of a file. */
  take(pieces: readonly Uint8Array[]): Promise<void>;
  /** Of all that was taken since the last, or of bytes by themselves. */
  measure(what: "end" | { alone: Uint8Array }): Promise<Measured>;
  stop(): void;
}

/** Starts one. `checksum`: whether it makes checksums too; else they are 0. Rejects where it does not start. */
export async function hashThread(checksum: boolean): Promise<HashThread> {
  const worker = new Worker(new URL("./hash-worker.mjs", import.meta.url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 2 }, // all its garbage is messages
    workerData: { checksum },
  });
  worker.unref(); // work that ended early must not keep the program alive
  /** It answers in the order in which it was asked. */
  const asked: { resolve(reply: Measured | "done"): void; reject(error: Error): void }[] = [];
  let failure: Error | null = null;
  worker.on("message", (reply: Measured | "done") => asked.shift()?.resolve(reply));
  worker.on("error", (error: Error) => {
    failure = error;
    for (const each of asked.splice(0)) each.reject(error);
  });
  const answer = (order?: Order): Promise<Measured | "done"> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      asked.push({ resolve, reject });
      if (order) worker.postMessage(order);
    });
  await answer(); // it has begun
  return {
    async take(pieces) {
      await answer(pieces);
    },
    async measure(what) {
      const reply = await answer(what);
      if (reply === "done") throw new Error("answered out of turn");
      return reply;
    },
    stop: () => void worker.terminate(),
  };
}
