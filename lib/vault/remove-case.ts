/** Deletes a case whole: keys, log, captures, notes, all that bears its id. Nothing of it can be signed or shown again. */
import { Dexie, type Table } from "dexie";
import { ACTIVE, newCaseId } from "./case-list.ts";
import { database } from "./database.ts";
import { asWriter } from "./log.ts";
import { removeRows } from "./remove.ts";
import { storing } from "./storing.ts";

/**
 * Deletes one case, in one transaction; one that is gone is passed over. Captures go on into the case made last, or,
 * where none is left, into a new one: an id that was deleted is never used again, lest a capture under way fall into it.
 * @throws FaultError `store-full`, `store-unavailable`, `seal-failed`.
 */
export async function removeCase(caseId: string): Promise<void> {
  await asWriter(() =>
    storing(() =>
      database.transaction("rw", database.tables, async () => {
        for (const captureId of await ofCase(database.captures, caseId).primaryKeys())
          await removeRows(captureId);
        for (const table of database.tables) await removeOf(table, caseId);
        await database.journal.filter((row) => row.body.caseId === caseId).delete();
        await database.cases.delete(caseId);
        const active = await database.settings.get(ACTIVE);
        if (active === undefined || active.body === caseId) await chooseAnother();
      }),
    ),
  );
}

async function chooseAnother(): Promise<void> {
  const left = await database.cases.toArray();
  const newest = left.sort((a, b) => b.body.createdAt.localeCompare(a.body.createdAt))[0];
  await database.settings.put({ key: ACTIVE, body: newest?.id ?? newCaseId() });
}

const INDEX = "[caseId+seq]";

/** Rows that bear the case in an index. Told by the index, so that a table added later is not forgotten. */
async function removeOf(table: Table, caseId: string): Promise<void> {
  const indexes = [table.schema.primKey, ...table.schema.indexes].map(({ name }) => name);
  if (indexes.includes(INDEX)) await ofCase(table, caseId).delete();
  else if (indexes.includes("caseId")) await table.where("caseId").equals(caseId).delete();
}

const ofCase = <R, K>(table: Table<R, K>, caseId: string) =>
  table.where(INDEX).between([caseId, Dexie.minKey], [caseId, Dexie.maxKey]);
