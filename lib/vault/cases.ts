/** A case with its keys and the head of its custody log; nothing in it leads to another. */
import { emptyHead, type LogHead } from "../evidence/custody.ts";
import { type CaseKeys, createCaseKeys } from "../evidence/keys.ts";
import { FaultError } from "../model/fault.ts";
import { database } from "./database.ts";
import { packKeys, unpackKeys } from "./key-pairs.ts";
import { storing } from "./storing.ts";

/** The case that captures go into until the person makes others. */
export const DEFAULT_CASE = "default";

/**
 * The keys of a case; private keys are non-extractable. The case is made where there is none of this id.
 * `name`: the person's words for a case that is made. @throws FaultError `store-full`, `store-unavailable`.
 */
export async function openCase(now: string, caseId: string = DEFAULT_CASE, name?: string): Promise<CaseKeys> {
  return storing(async () => {
    const kept = await database.cases.get(caseId);
    if (kept) return unpackKeys(kept.body.keys);
    // Made before the transaction: IndexedDB commits as soon as it waits for anything but itself.
    const keys = await packKeys(await createCaseKeys(now));
    const stored = await database.transaction("rw", database.cases, database.heads, async () => {
      const meanwhile = await database.cases.get(caseId);
      if (meanwhile) return meanwhile.body.keys;
      const body = { createdAt: now, keys, ...(name === undefined ? {} : { name }) };
      await database.cases.add({ id: caseId, body });
      await database.heads.add({ caseId, body: emptyHead() });
      return keys;
    });
    return unpackKeys(stored);
  });
}

/** The head of a case's custody log; the empty head where the case does not exist yet. */
export async function readHead(caseId: string): Promise<LogHead> {
  return (await database.heads.get(caseId))?.body ?? emptyHead();
}

/** The keys of a case that exists. @throws FaultError `not-found`. */
export async function readKeys(caseId: string): Promise<CaseKeys> {
  const kept = await storing(() => database.cases.get(caseId));
  if (!kept) throw new FaultError("not-found");
  return unpackKeys(kept.body.keys);
}

/** The first `size` entries of a case's custody log, in order, as canonical bytes; from entry `from` on. */
export async function readLog(caseId: string, size: number, from = 0): Promise<Uint8Array[]> {
  const rows = await database.custody
    .where("[caseId+seq]")
    .between([caseId, from], [caseId, size], true, false)
    .toArray();
  return rows.map((row) => row.body);
}
