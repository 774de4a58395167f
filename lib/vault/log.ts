/** The one way to write evidence: an entry of the custody log, its new head and what it speaks of, all or nothing. */
import { appendEntry, type LogHead } from "../evidence/custody.ts";
import type { Act } from "../model/act.ts";
import { FaultError } from "../model/fault.ts";
import { readClock, settleClock } from "./clock.ts";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

/** What an act on evidence adds to the log. `head` is the head after `entry`. */
export interface Appended {
  entry: Uint8Array;
  head: LogHead;
}

const ATTEMPTS = 4;

/** Runs `work` as the only writer of all pages and workers of this extension (Web Lock). */
export const asWriter = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("vault-writer", work) as Promise<T>;

/**
 * Appends one entry to the log of a case, and before it the entry `clock-jump` where the clock has jumped. `prepare`
 * hashes and signs against the head and the time it is given, before any transaction (which would end meanwhile);
 * `write` puts what belongs to the entry, inside the transaction. A head that moved in between aborts everything and
 * `prepare` is asked again. One writer at a time.
 * @throws FaultError `case-gone`, `seal-failed` if the head will not stand still, `store-full`, `store-unavailable`.
 */
export function appendToLog<T extends Appended>(
  caseId: string,
  prepare: (head: LogHead, now: string) => Promise<T>,
  write: (prepared: T) => PromiseLike<unknown> = async () => undefined,
): Promise<T> {
  return asWriter(async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await storing(() => headOf(caseId));
      const { now, jump } = readClock(before.lastAt);
      const jumped = jump ? await appendEntry(before, { ts: now, ...jump }) : null;
      const prepared = await prepare(jumped?.head ?? before, now);
      const entries = jumped ? [jumped.bytes, prepared.entry] : [prepared.entry];
      if (!(await storing(() => commit(caseId, before, entries, prepared, write)))) continue;
      if (jump) settleClock();
      return prepared;
    }
    throw new FaultError("seal-failed", "the log moved on");
  });
}

/**
 * Enters an act that needs nothing but its entry. `write`: what belongs to it, in the same transaction; it is given the
 * head after the entry, whose number is `size - 1`. Gives that head. @throws as `appendToLog`
 */
export async function enterAct(
  caseId: string,
  act: Act | (() => Promise<Act>),
  write: (head: LogHead) => PromiseLike<unknown> = async () => undefined,
): Promise<LogHead> {
  const { head } = await appendToLog(
    caseId,
    async (before, now) => {
      const appended = await appendEntry(before, {
        ts: now,
        ...(typeof act === "function" ? await act() : act),
      });
      return { entry: appended.bytes, head: appended.head };
    },
    (appended) => write(appended.head),
  );
  return head;
}

async function headOf(caseId: string): Promise<LogHead> {
  const row = await database.heads.get(caseId);
  if (!row) throw new FaultError("case-gone");
  return row.body;
}

/** False: the head is no longer the one `prepared` was made for, and nothing was written. */
async function commit<T extends Appended>(
  caseId: string,
  before: LogHead,
  entries: readonly Uint8Array[],
  prepared: T,
  write: (prepared: T) => PromiseLike<unknown>,
): Promise<boolean> {
  const { heads, custody, captures, artefacts, journal, looks, notes, stamps, parcels } = database;
  return database.transaction(
    "rw",
    [heads, custody, captures, artefacts, journal, looks, notes, stamps, parcels],
    async () => {
      const now = await headOf(caseId);
      if (now.size !== before.size || now.last !== before.last) return false;
      for (const [index, body] of entries.entries())
        await custody.add({ caseId, seq: before.size + index, body });
      await heads.put({ caseId, body: prepared.head });
      await write(prepared);
      return true;
    },
  );
}
