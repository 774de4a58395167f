/** When which stamp is due: one for a batch of captures, later and later after failures. All times in milliseconds. */

import { unanchored } from "../vault/anchors.ts";
import { caseIds, grantedStamps, type StampRow, waitingStamps } from "../vault/stamps.ts";
import type { Authority } from "./stamp-messages.ts";

const MINUTE = 60_000;
/** From the first capture without trusted time until it is asked for: what is kept meanwhile goes along. */
const QUIET_MS = MINUTE;
/** Between two stamps of one case by one authority. */
const GAP_MS = 5 * MINUTE;
const BACK_OFF_MAX_MS = 6 * 60 * MINUTE;

/** A stamp that is wanted. `row`: it was tried before, or is of an export. */
export interface Wanted {
  caseId: string;
  authority: Authority;
  /** RFC 3339 UTC. */
  since: string;
  at: number;
  row: StampRow | null;
}

/** How long to wait after so many tries: 1, 2, 4 … minutes, at most six hours. */
export const backOff = (attempts: number): number =>
  Math.min(MINUTE * 2 ** Math.max(0, attempts - 1), BACK_OFF_MAX_MS);

/** All stamps that are wanted from these authorities, whether due or not. */
export async function wantedStamps(authorities: readonly Authority[]): Promise<Wanted[]> {
  const waiting = await waitingStamps();
  const wanted: Wanted[] = [];
  for (const caseId of await caseIds()) {
    const granted = await grantedStamps(caseId);
    for (const authority of authorities) {
      const rows = waiting.filter((row) => row.caseId === caseId && row.body.authority === authority.url);
      for (const row of rows.filter((one) => one.body.subject === "manifest"))
        wanted.push({ caseId, authority, since: row.body.since, at: Date.parse(row.body.notBefore), row });
      const open = await unanchored(caseId, authority.url);
      if (!open) continue;
      const row = rows.find((one) => one.body.subject === "checkpoint") ?? null;
      const last = granted.findLast(
        (one) => one.body.subject === "checkpoint" && one.body.authority === authority.url,
      );
      const quiet = Date.parse(open.since) + QUIET_MS;
      const apart = last ? Date.parse(last.body.token.keptAt) + GAP_MS : 0;
      const at = row && row.body.attempts > 0 ? Date.parse(row.body.notBefore) : Math.max(quiet, apart);
      wanted.push({ caseId, authority, since: open.since, at, row });
    }
  }
  return wanted;
}

/** Between two cases, at least: stamped in the same minute, time and again, they would be seen to be of one person. */
export const CASES_APART_MS = MINUTE;

/** The case asked for last, and when. */
export interface LastAsked {
  caseId: string;
  at: number;
}

/**
 * What is asked for now: of one case only, the one waiting longest, and not of another than just before.
 * @param eager whatever waits counts as due
 */
export function dueOf(
  wanted: readonly Wanted[],
  now: number,
  eager: boolean,
  last: LastAsked | null = null,
): Wanted[] {
  const sinceLast = last ? now - last.at : -1;
  const held = sinceLast >= 0 && sinceLast < CASES_APART_MS ? last?.caseId : undefined;
  const due = wanted
    .filter(({ at, caseId }) => (eager || at <= now) && (held === undefined || caseId === held))
    .sort((a, b) => a.since.localeCompare(b.since));
  return due.filter(({ caseId }) => caseId === due[0]?.caseId);
}
