/** What trusted times say about claimed ones: each capture existed before the earliest stamp that covers it (FORMAT §12.7-12.8). */
import type { StampVerdict } from "../evidence/stamp-verify.ts";
import { add, type Check } from "./check.ts";
import type { Shown } from "./report.ts";

/** Clocks of ordinary machines are off by as much. */
const TOLERANCE = 5 * 60 * 1000;
const AHEAD = 24 * 3600 * 1000;

/** A trusted stamp and what of the bundle it covers. */
export interface Covering {
  file: string;
  /** RFC 3339 UTC. */
  at: string;
  verdict: Pick<StampVerdict, "accuracyMs">;
  /** It covers the records of the case with lower numbers. */
  records: number;
  /** The latest time that the device claims for what was stamped; null: none can be read. */
  claimed: string | null;
}

/** Notes stamps that are older than what they cover says of itself, and stamps from the future. */
export function compareClaims(check: Check, covering: readonly Covering[], shown: Shown): void {
  for (const { file, at, verdict, records, claimed } of covering) {
    const latest = shown.captures
      .filter(({ seq }) => seq < records)
      .flatMap(({ startedAt, sealedAt }) => [startedAt, sealedAt])
      .concat(claimed)
      .filter((time) => time !== null)
      .sort()
      .at(-1);
    const end = Date.parse(at) + (verdict.accuracyMs ?? 0);
    if (latest !== undefined && Date.parse(latest) > end + TOLERANCE)
      add(check, "stamp-before-claim", file, `${at} < ${latest}`);
    if (end > Date.parse(check.now) + AHEAD) add(check, "stamp-ahead", file, at);
  }
}

/** Enters the bound of each capture, and says how far the times of the bundle are bounded at all. */
export function boundTimes(check: Check, covering: readonly Covering[], shown: Shown): void {
  for (const capture of shown.captures)
    capture.before =
      covering
        .filter(({ records }) => capture.seq < records)
        .map(({ at }) => at)
        .sort()[0] ?? null;
  const bounded = shown.captures.filter(({ before }) => before !== null).length;
  const all = shown.captures.length + shown.more;
  const whole = covering.some(({ records }) => records === Infinity) || (bounded === all && bounded > 0);
  if (covering.length === 0 || (!whole && bounded === 0)) add(check, "time-claimed");
  else if (whole) add(check, "time-bounded");
  else add(check, "time-partly-bounded", undefined, `${bounded} / ${all}`);
}
