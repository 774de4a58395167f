/** A series of runs, and what came of it. */
import type { Sample } from "./corpus.ts";
import { type Ending, type Run, runOnce } from "./run.ts";

export interface Tally {
  runs: number;
  endings: Record<Ending, number>;
  /** How many of each kind of mutation were made. */
  kinds: Map<string, number>;
  failures: Run[];
}

/** Runs `from` to `to` - 1 of a seed, unless `enough` says to stop earlier. */
export async function runSeries(
  samples: readonly Sample[],
  series: { seed: number; from: number; to: number; enough?: (done: number) => boolean },
): Promise<Tally> {
  const endings = { found: 0, same: 0, missed: 0, crashed: 0, hung: 0 };
  const tally: Tally = { runs: 0, endings, kinds: new Map(), failures: [] };
  for (let number = series.from; number < series.to; number++) {
    if (series.enough?.(tally.runs)) break;
    const run = await runOnce(samples, series.seed, number);
    tally.runs++;
    endings[run.ending]++;
    tally.kinds.set(run.kind, (tally.kinds.get(run.kind) ?? 0) + 1);
    if (run.ending !== "found" && run.ending !== "same") tally.failures.push(run);
  }
  return tally;
}
