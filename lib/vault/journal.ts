/** Captures under way: a row is written before the first step and goes when the capture is sealed, so that no death passes in silence. */
import type { Trigger } from "../model/statement.ts";
import { DEFAULT_CASE } from "./cases.ts";
import { database, type JournalRow } from "./database.ts";
import { storing } from "./storing.ts";

/** The sweep at the start of a worker: what begins meanwhile must not be taken for what was cut short. */
let swept: Promise<unknown> = Promise.resolve();
const TOLD_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Notes a capture as begun. `startedAt`: RFC 3339 UTC; `caseId`: the case it goes into, whatever the person chooses
 * meanwhile. @throws FaultError `store-full`, `store-unavailable`.
 */
export async function openJournal(
  captureId: string,
  startedAt: string,
  trigger: Trigger,
  caseId: string = DEFAULT_CASE,
): Promise<void> {
  await swept;
  await storing(() =>
    database.journal.add({ captureId, state: "open", body: { startedAt, trigger, caseId } }),
  );
}

/** The row of a capture not yet sealed, whatever its state. */
export async function readJournal(captureId: string): Promise<JournalRow | undefined> {
  return storing(() => database.journal.get(captureId));
}

/** One capture is known to be cut short (its tab was closed). It may still arrive and be sealed. */
export async function interruptJournal(captureIds: readonly string[]): Promise<void> {
  await storing(() =>
    database.journal
      .filter((row) => row.state === "open" && captureIds.includes(row.captureId))
      .modify({ state: "interrupted" }),
  );
}

/**
 * At the start of a worker, or when the vault is first opened in it: whatever was begun before it and stands open was cut
 * short. Rows long told are dropped. `now`: when the worker began, milliseconds.
 */
export function interruptAll(now: number): Promise<void> {
  const isOld = (row: JournalRow) => now - Date.parse(row.body.startedAt) > TOLD_KEPT_MS;
  const sweep = storing(() =>
    database.transaction("rw", database.journal, async () => {
      await database.journal.filter((row) => row.state === "told" && isOld(row)).delete();
      await database.journal
        .filter((row) => row.state === "open" && Date.parse(row.body.startedAt) < now)
        .modify({ state: "interrupted" });
    }),
  );
  swept = sweep.catch(() => undefined);
  return sweep;
}

/** Captures cut short of which the person has not been told, oldest first. */
export async function listInterrupted(): Promise<{ captureId: string; startedAt: string }[]> {
  const rows = await storing(() => database.journal.filter((row) => row.state === "interrupted").toArray());
  return rows
    .map((row) => ({ captureId: row.captureId, startedAt: row.body.startedAt }))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

/** The person has read of these. The rows stay a day: a page that still lives may yet hand its capture in. */
export async function acknowledgeInterrupted(captureIds: readonly string[]): Promise<void> {
  await storing(() =>
    database.journal
      .filter((row) => row.state === "interrupted" && captureIds.includes(row.captureId))
      .modify({ state: "told" }),
  );
}
