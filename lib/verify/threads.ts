/** Threads of one check, all stopped with it: a check given up must leave none behind. */
import { type FarThread, farMeasurer } from "../evidence/far-measurer.ts";
import type { Measurer } from "../evidence/measure.ts";

export interface Threads {
  /** A measurer in a fresh thread. Rejects where there is none to be had. */
  makeMeasurer(): Promise<Measurer>;
  stop(): void;
}

/** `start` starts a thread. */
export function newThreads(start: () => FarThread): Threads {
  const started: FarThread[] = [];
  return {
    async makeMeasurer() {
      const thread = start();
      started.push(thread);
      return farMeasurer(thread);
    },
    stop() {
      for (const thread of started) thread.stop();
    },
  };
}
