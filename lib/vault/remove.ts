/** Deletes a capture: statement, artefacts and note go, and an entry `deleted` stays in the custody log, which still verifies. */

import { Dexie } from "dexie";
import { FaultError } from "../model/fault.ts";
import { database } from "./database.ts";
import { enterAct } from "./log.ts";
import { storing } from "./storing.ts";

/**
 * Deletes one capture; already deleted ones are passed over.
 * @throws FaultError `store-full`, `store-unavailable`, `seal-failed`.
 */
export async function removeCapture(captureId: string): Promise<void> {
  const row = await storing(() => database.captures.get(captureId));
  if (!row) return;
  const { caseId, seq, body } = row;
  try {
    await enterAct(caseId, { type: "deleted", commitment: body.leaf, detail: { record: seq } }, async () => {
      // Ends the transaction without a trace where somebody else was quicker.
      if (!(await database.captures.get(captureId))) throw new FaultError("not-found");
      await removeRows(captureId);
    });
  } catch (error) {
    const gone = error instanceof FaultError && (error.code === "not-found" || error.code === "case-gone");
    if (!gone) throw error;
  }
}

/** All rows of one capture, inside a transaction over their tables. */
export async function removeRows(captureId: string): Promise<void> {
  await database.captures.delete(captureId);
  await database.artefacts
    .where("[captureId+name]")
    .between([captureId, Dexie.minKey], [captureId, Dexie.maxKey])
    .delete();
  await database.looks.delete(captureId);
  await database.looks.where("of").equals(captureId).delete();
  await database.notes.where("captureId").equals(captureId).delete();
}
