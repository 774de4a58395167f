/** The one way to write evidence: an entry of the custody log, its new head and what it speaks of, all or nothing. */
import type { LogHead } from "../evidence/custody.ts";
import { FaultError } from "../model/fault.ts";
import { readHead } from "./cases.ts";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

/** What an act on evidence adds to the log. `head` is the head after `entry`. */
export interface Appended {
  entry: Uint8Array;
  head: LogHead;
}

const ATTEMPTS = 4;

/**
 * Appends one entry to the log of a case. `prepare` hashes and signs against the head it is given, before any
 * transaction (which would end meanwhile); `write` puts what belongs to the entry, inside the transaction.
 * A head that moved in between aborts everything and `prepare` is asked again. One writer at a time (Web Lock).
 * @throws FaultError `seal-failed` if the head will not stand still, `store-full`, `store-unavailable`.
 */
export async function appendToLog<T extends Appended>(
  caseId: string,
  prepare: (head: LogHead) => Promise<T>,
  write: (prepared: T) => PromiseLike<unknown> = async () => undefined,
): Promise<T> {
  return navigator.locks.request("vault-writer", async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await storing(() => readHead(caseId));
      const prepared = await prepare(before);
      if (await storing(() => commit(caseId, before, prepared, write))) return prepared;
    }
    throw new FaultError("seal-failed", "the log moved on");
  });
}

/** False: the head is no longer the one `prepared` was made for, and nothing was written. */
async function commit<T extends Appended>(
  caseId: string,
  before: LogHead,
  prepared: T,
  write: (prepared: T) => PromiseLike<unknown>,
): Promise<boolean> {
  const { heads, custody, captures, artefacts, journal, looks, stamps } = database;
  return database.transaction(
    "rw",
    [heads, custody, captures, artefacts, journal, looks, stamps],
    async () => {
      const now = await readHead(caseId);
      if (now.size !== before.size || now.last !== before.last) return false;
      await custody.add({ caseId, seq: before.size, body: prepared.entry });
      await heads.put({ caseId, body: prepared.head });
      await write(prepared);
      return true;
    },
  );
}
