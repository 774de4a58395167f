/** Threads of one check, all stopped with it: a check given up must leave none behind. */
import type { MakeHasher } from "../evidence/digest.ts";
import { type FarThread, farHasher } from "../evidence/far-hasher.ts";

export interface Threads {
  /** A hasher in a fresh thread. Rejects where there is none to be had. */
  makeHasher: MakeHasher;
  stop(): void;
}

/** `start` starts a thread. */
export function newThreads(start: () => FarThread): Threads {
  const started: FarThread[] = [];
  return {
    async makeHasher() {
      const thread = start();
      started.push(thread);
      return farHasher(thread);
    },
    stop() {
      for (const thread of started) thread.stop();
    },
  };
}
