/** Sealing: the statement committed leaf by leaf, the record linked to the one before, the act entered in the custody log (FORMAT §3-6). */
import { z } from "zod";
import { FaultError } from "../model/fault.ts";
import { OpaqueId, Sha256, Statement } from "../model/statement.ts";
import { assemble } from "./assemble.ts";
import type { Bytes } from "./bytes.ts";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import { appendEntry, type LogHead } from "./custody.ts";
import { commitmentOf, disclosureOf, leavesOf, openDisclosure } from "./disclose.ts";
import { type Changes, sealable } from "./sealable.ts";
import { leafHash } from "./tree.ts";

/** The sealed form of a capture: nothing in it can be read without disclosures (FORMAT §3.1). */
export const SealedRecord = z.strictObject({
  v: z.literal(1),
  id: OpaqueId,
  type: z.literal("capture"),
  /** Number of the record in its case, from 0. */
  seq: z.int().nonnegative(),
  /** Leaf hash of the record before it in the case; 64 zeros for the first. */
  previous: Sha256,
  commitments: z.array(Sha256).min(1).max(10_000),
});
export type SealedRecord = z.infer<typeof SealedRecord>;

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
  const commitments = (await Promise.all(disclosures.map(commitmentOf))).sort();
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

/** The record of its canonical bytes; null where malformed or its commitments are not sorted and unique (FORMAT §3.1-3.3). */
export function parseRecord(bytes: Uint8Array): SealedRecord | null {
  const record = SealedRecord.safeParse(parseCanonical(bytes));
  if (!record.success) return null;
  const { commitments } = record.data;
  const ordered = commitments.every((value, index) => index === 0 || (commitments[index - 1] ?? "") < value);
  return ordered ? record.data : null;
}

/**
 * The whole statement of a record. Each disclosure is checked against the record's commitments.
 * Throws FaultError `seal-failed` where one does not belong, one is missing, or the statement is malformed.
 */
export async function openDisclosures(record: Uint8Array, disclosures: string[]): Promise<Statement> {
  const sealed = parseRecord(record);
  if (!sealed) throw new FaultError("seal-failed", "malformed record");
  const committed = new Set(sealed.commitments);
  for (const commitment of await Promise.all(disclosures.map(commitmentOf)))
    if (!committed.delete(commitment)) throw new FaultError("seal-failed", "a disclosure is not committed");
  if (committed.size > 0) throw new FaultError("seal-failed", "a disclosure is missing");
  const leaves = disclosures.map(openDisclosure).filter((leaf) => leaf !== null);
  const whole = leaves.length === disclosures.length ? Statement.safeParse(assemble(leaves)) : null;
  if (!whole?.success) throw new FaultError("seal-failed", "malformed statement");
  return whole.data;
}

function toSealable(statement: Statement): Statement {
  const changes: Changes = { surrogates: 0, numbers: 0 };
  const clean = sealable(statement, changes);
  if (changes.surrogates + changes.numbers === 0) return clean;
  const detail = `replaced: ${changes.surrogates} lone surrogates; written as text: ${changes.numbers} numbers`;
  return { ...clean, outcomes: [...clean.outcomes, { step: "seal", status: "reduced", detail }] };
}
