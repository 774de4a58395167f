/** What trusted time says of captures: before when they existed, who says so, and since when some have none. */
import { liveQuery } from "dexie";
import type { Fault } from "../model/fault.ts";
import { database, type StampRow, type StampToken } from "./database.ts";
import { caseIds, grantedStamps, waitingStamps } from "./stamps.ts";
import { storing } from "./storing.ts";

/** "Existed before `genTime`, give or take `accuracyMs`, says `name`." */
export type Anchor = Pick<StampToken, "genTime" | "accuracyMs" | "name" | "known">;

/** Captures that no stamp covers. */
export interface Unanchored {
  count: number;
  /** When the first of them was sealed, RFC 3339 UTC. */
  since: string;
  /** Why the last try failed, where one did. */
  fault: Fault | null;
}

/** The granted checkpoint stamps of a case, by their time. */
const checkpoints = async (caseId: string) =>
  (await grantedStamps(caseId)).filter((row) => row.body.subject === "checkpoint");

/** A bundle holds at most 1,000 (FORMAT §12.2), two of them its own. */
const MOST = 998;

/**
 * For each authority the earliest stamps that cover these records of a case, within the first `size` entries of the log.
 * @param seqs numbers of records in their case
 */
export async function stampsCovering(caseId: string, seqs: readonly number[], size: number) {
  const rows = (await checkpoints(caseId)).filter((row) => row.body.size <= size);
  const needed = [...new Set(rows.map((row) => row.body.authority))].flatMap((authority) => {
    let covered = 0;
    return rows.filter(({ body }) => {
      const before = covered;
      if (body.authority !== authority || body.records <= before) return false;
      covered = body.records;
      return seqs.some((seq) => seq >= before && seq < covered);
    });
  });
  // The last covers what those left out would have covered, only later.
  return needed.length > MOST ? [...needed.slice(0, MOST - 1), ...needed.slice(-1)] : needed;
}

/** Before when the record `seq` of a case existed, by the earliest stamp of a known authority, else of any. Null: no stamp covers it. */
export async function anchorOf(caseId: string, seq: number): Promise<Anchor | null> {
  const covering = (await checkpoints(caseId)).filter((row) => row.body.records > seq);
  const found = covering.find((row) => row.body.token.known) ?? covering[0];
  if (!found) return null;
  const { genTime, accuracyMs, name, known } = found.body.token;
  return { genTime, accuracyMs, name, known };
}

/** What trusted time says of one capture. `fault`: why the last try failed, where no stamp covers it. */
export interface AnchorFacts {
  anchor: Anchor | null;
  fault: Fault | null;
}

/** The same, with why there is none. */
export async function anchorFacts(caseId: string, seq: number): Promise<AnchorFacts> {
  const anchor = await anchorOf(caseId, seq);
  const waiting = anchor ? [] : (await waitingStamps()).filter((row) => row.caseId === caseId);
  return { anchor, fault: lastFault(waiting) };
}

/** Captures of a case that no stamp (by `authority`, where one is named) covers. Null: all are covered. */
export async function unanchored(
  caseId: string,
  authority?: string,
): Promise<Omit<Unanchored, "fault"> | null> {
  const rows = (await checkpoints(caseId)).filter(
    (row) => authority === undefined || row.body.authority === authority,
  );
  const covered = Math.max(0, ...rows.map((row) => row.body.records));
  const open = () =>
    database.captures.where("[caseId+seq]").between([caseId, covered], [caseId, Number.MAX_SAFE_INTEGER]);
  const [first, count] = await storing(() => Promise.all([open().first(), open().count()]));
  return first ? { since: first.body.card.sealedAt, count } : null;
}

/** The same over all cases, with why the last try failed. */
export async function allUnanchored(): Promise<Unanchored | null> {
  const found = (await Promise.all((await caseIds()).map((id) => unanchored(id)))).filter(
    (one) => one !== null,
  );
  if (found.length === 0) return null;
  return {
    count: found.reduce((sum, one) => sum + one.count, 0),
    since: found.map((one) => one.since).sort()[0] ?? "",
    fault: lastFault(await waitingStamps()),
  };
}

/** Why the last try of those that wait failed. */
const lastFault = (waiting: readonly StampRow[]): Fault | null =>
  waiting
    .filter((row) => row.body.subject === "checkpoint")
    .sort((a, b) => a.body.notBefore.localeCompare(b.body.notBefore))
    .findLast((row) => row.body.fault)?.body.fault ?? null;

/** Calls `onChange` with what `read` gives, now and whenever stamps or captures change. Gives the way to stop. */
export function watchAnchors<T>(read: () => Promise<T>, onChange: (value: T) => void): () => void {
  const subscription = liveQuery(read).subscribe({
    next: onChange,
    error: (error) => console.error("watching time stamps ended", error),
  });
  return () => subscription.unsubscribe();
}
