/** Deletes a capture: statement and artefacts go, and an entry `deleted` stays in the custody log, which still verifies. */

import { Dexie } from "dexie";
import { appendEntry } from "../evidence/custody.ts";
import { FaultError } from "../model/fault.ts";
import { database } from "./database.ts";
import { appendToLog } from "./log.ts";
import { storing } from "./storing.ts";

/**
 * Deletes one capture; already deleted ones are passed over.
 * @param now RFC 3339 UTC with milliseconds
 * @throws FaultError `store-full`, `store-unavailable`, `seal-failed`.
 */
export async function removeCapture(captureId: string, now: string): Promise<void> {
  const row = await storing(() => database.captures.get(captureId));
  if (!row) return;
  try {
    await appendToLog(
      row.caseId,
      async (head) => {
        const detail = { captureId };
        const act = { ts: now, type: "deleted", commitment: row.body.leaf, detail };
        const appended = await appendEntry(head, act);
        return { entry: appended.bytes, head: appended.head };
      },
      () => removeRows(captureId),
    );
  } catch (error) {
    if (!(error instanceof FaultError && error.code === "not-found")) throw error;
  }
}

/** Inside the transaction, which ends without a trace where somebody else was quicker. */
async function removeRows(captureId: string): Promise<void> {
  if (!(await database.captures.get(captureId))) throw new FaultError("not-found");
  await database.captures.delete(captureId);
  await database.artefacts
    .where("[captureId+name]")
    .between([captureId, Dexie.minKey], [captureId, Dexie.maxKey])
    .delete();
  await database.looks.delete(captureId);
  await database.looks.where("of").equals(captureId).delete();
}
