/** A record and the disclosures that travel with it, checked against each other (FORMAT §4.4). */
import { assemble, type StatementPart } from "./assemble.ts";
import { commitmentsOf, leavesIn } from "./disclose.ts";
import { parseRecord, type SealedRecord } from "./record.ts";

/** What was disclosed of a record. */
export interface Opened {
  record: SealedRecord;
  statement: StatementPart;
  /** How many commitments no disclosure opens. */
  withheld: number;
  /** These commitments, ascending. */
  missing: string[];
}

/** Why a record could not be opened. */
export type OpenProblem =
  | "record-malformed"
  | "disclosure-malformed"
  | "disclosure-foreign"
  | "statement-malformed";

/** Opens what is disclosed of a record's canonical bytes; never throws. */
export async function openPart(
  bytes: Uint8Array,
  disclosures: readonly string[],
): Promise<Opened | { problem: OpenProblem }> {
  const record = parseRecord(bytes);
  return record ? openRecord(record, disclosures) : { problem: "record-malformed" };
}

/** Opens what is disclosed of a record; never throws. */
export async function openRecord(
  record: SealedRecord,
  disclosures: readonly string[],
): Promise<Opened | { problem: OpenProblem }> {
  const committed = new Set(record.commitments);
  for (const commitment of await commitmentsOf(disclosures))
    if (!committed.delete(commitment)) return { problem: "disclosure-foreign" };
  const leaves = leavesIn(disclosures);
  if (!leaves) return { problem: "disclosure-malformed" };
  const statement = assemble(leaves);
  if (!statement) return { problem: "statement-malformed" };
  return { record, statement, withheld: committed.size, missing: [...committed] };
}
