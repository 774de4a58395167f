/** Enters an export in the custody log of a case, before the bundle is written: the bundle tells of itself. */
import { appendEntry } from "../evidence/custody.ts";
import { appendToLog } from "./log.ts";

/**
 * Appends the entry `exported`. Gives the size of the log with it.
 * @param now RFC 3339 UTC with milliseconds
 * @throws FaultError `seal-failed`, `store-full`, `store-unavailable`.
 */
export async function enterExport(
  caseId: string,
  of: { bundleId: string; captures: number; now: string },
): Promise<number> {
  const { head } = await appendToLog(caseId, async (before) => {
    const detail = { bundle: of.bundleId, captures: of.captures };
    const appended = await appendEntry(before, { ts: of.now, type: "exported", commitment: null, detail });
    return { entry: appended.bytes, head: appended.head };
  });
  return head.size;
}
