/** Sealing: the statement committed leaf by leaf, the record linked to the one before, the act entered in the custody log (FORMAT §3-6). */
import { FaultError } from "../model/fault.ts";
import { Statement } from "../model/statement.ts";
import type { Bytes } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import { appendEntry, type LogHead } from "./custody.ts";
import { commitmentsOf, disclosureOf, leavesOf } from "./disclose.ts";
import { openPart } from "./open.ts";
import type { SealedRecord } from "./record.ts";
import { type Changes, sealable } from "./sealable.ts";
import { leafHash } from "./tree.ts";

export interface SealedCapture {
  captureId: string;
  seq: number;
  /** JCS line, no newline. */
  record: Bytes;
  disclosures: string[];
  /** Leaf hash of the record. */
  leaf: string;
  /** Custody entry `captured`, JCS, no newline. */
  entry: Bytes;
  /** The head after it. Record, entry and head are stored in one transaction, or not at all. */
  head: LogHead;
}

/**
 * Seals a statement under the given head. `captureId`: 32 lowercase hex digits; `now`: RFC 3339 UTC with milliseconds.
 * What canonical JSON cannot hold is replaced, and an outcome of step `seal` says so. Throws FaultError `seal-failed`.
 */
export async function sealCapture(
  statement: Statement,
  at: { captureId: string; head: LogHead; now: string },
): Promise<SealedCapture> {
  const disclosures = leavesOf(toSealable(statement)).map(disclosureOf);
  const commitments = (await commitmentsOf(disclosures)).sort();
  const seq = at.head.records;
  const record = canonicalBytes({
    v: 1,
    id: at.captureId,
    type: "capture",
    seq,
    previous: at.head.lastRecord,
    commitments,
  } satisfies SealedRecord);
  const leaf = await leafHash(record);
  const act = { ts: at.now, type: "captured", commitment: leaf, detail: { record: seq } };
  const { bytes: entry, head } = await appendEntry(at.head, act);
  return {
    captureId: at.captureId,
    seq,
    record,
    disclosures,
    leaf,
    entry,
    head: { ...head, records: seq + 1, lastRecord: leaf },
  };
}

/**
 * The whole statement of a record. Each disclosure is checked against the record's commitments.
 * Throws FaultError `seal-failed` where one does not belong, one is missing, or the statement is malformed.
 */
export async function openDisclosures(record: Uint8Array, disclosures: string[]): Promise<Statement> {
  const opened = await openPart(record, disclosures);
  if ("problem" in opened) throw new FaultError("seal-failed", opened.problem);
  if (opened.withheld > 0) throw new FaultError("seal-failed", "a disclosure is missing");
  const whole = Statement.safeParse(opened.statement);
  if (!whole.success) throw new FaultError("seal-failed", "statement-malformed");
  return whole.data;
}

function toSealable(statement: Statement): Statement {
  const changes: Changes = { surrogates: 0, numbers: 0, keys: 0 };
  const clean = sealable(statement, changes);
  if (changes.surrogates + changes.numbers + changes.keys === 0) return clean;
  const detail = `replaced: ${changes.surrogates} lone surrogates; written as text: ${changes.numbers} numbers; renamed: ${changes.keys} keys`;
  return { ...clean, outcomes: [...clean.outcomes, { step: "seal", status: "reduced", detail }] };
}
