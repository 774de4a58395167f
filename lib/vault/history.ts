/** The custody log of a case as a person can read it: what and when, and the root that a checkpoint would sign. */
import { parseCanonical } from "../evidence/canonical.ts";
import { CustodyEntry } from "../evidence/custody.ts";
import { rootOf } from "../evidence/tree.ts";
import { readAct } from "../model/act.ts";
import { FaultError } from "../model/fault.ts";
import { readHead, readKeys, readLog } from "./cases.ts";
import { storing } from "./storing.ts";

export interface HistoryEntry {
  seq: number;
  ts: string;
  type: string;
  detail: Record<string, string | number>;
}

export interface History {
  /** The last entries, oldest first. */
  entries: HistoryEntry[];
  /** Of how many. */
  size: number;
  /** Root of the tree over all of them, `sha256:…`. */
  root: string;
  /** Fingerprint of the case's key. */
  keyId: string;
}

/** The last entries (at most `limit`) of a case's log. @throws FaultError `not-found`, `store-unavailable`. */
export async function readHistory(caseId: string, limit = 500): Promise<History> {
  const { statement } = await readKeys(caseId);
  const head = await storing(() => readHead(caseId));
  const lines = await storing(() => readLog(caseId, head.size, Math.max(0, head.size - limit)));
  return {
    entries: lines.map(entryOf),
    size: head.size,
    root: await rootOf(head.peaks),
    keyId: statement.keyId,
  };
}

function entryOf(line: Uint8Array): HistoryEntry {
  const parsed = CustodyEntry.safeParse(parseCanonical(line));
  if (!parsed.success) throw new FaultError("store-unavailable", "log entry");
  const { seq, ts, type, detail } = parsed.data;
  return { seq, ts, type, detail: readAct(parsed.data) === null ? {} : detail };
}
