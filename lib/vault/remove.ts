/** Deletes a capture: statement and artefacts go, and an entry `deleted` stays in the custody log, which still verifies. */

import { Dexie } from "dexie";
import { appendEntry } from "../evidence/custody.ts";
import { database } from "./database.ts";
import { appendToLog } from "./log.ts";

/**
 * Deletes one capture; already deleted ones are passed over.
 * @param now RFC 3339 UTC with milliseconds
 * @throws FaultError `store-full`, `store-unavailable`, `seal-failed`.
 */
export async function removeCapture(captureId: string, now: string): Promise<void> {
  const row = await database.captures.get(captureId);
  if (!row) return;
  await appendToLog(
    row.caseId,
    async (head) => {
      const appended = await appendEntry(head, {
        ts: now,
        type: "deleted",
        commitment: row.body.leaf,
        detail: { captureId },
      });
      return { entry: appended.bytes, head: appended.head };
    },
    async () => {
      await database.captures.delete(captureId);
      await database.artefacts
        .where("[captureId+name]")
        .between([captureId, Dexie.minKey], [captureId, Dexie.maxKey])
        .delete();
    },
  );
}
