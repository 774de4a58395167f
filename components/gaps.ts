/** What a capture lacks: outcomes that are not whole, said once each. Also the worst of several outcomes. */
import type { Outcome } from "../lib/model/outcome.ts";

/** Outcomes that were reduced or failed, one for each step and fault; `times` says how often. */
export function gaps(outcomes: readonly Outcome[]): { outcome: Outcome; times: number }[] {
  const found = new Map<string, { outcome: Outcome; times: number }>();
  for (const outcome of outcomes) {
    if (outcome.status === "done" || outcome.status === "skipped") continue;
    const key = `${outcome.step} ${outcome.status} ${outcome.fault ?? ""}`;
    const seen = found.get(key);
    if (seen) seen.times += 1;
    else found.set(key, { outcome, times: 1 });
  }
  return [...found.values()];
}
