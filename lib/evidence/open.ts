/** A record and the disclosures that travel with it, checked against each other (FORMAT §4.4). */
import { assemble, type StatementPart } from "./assemble.ts";
import { commitmentOf, openDisclosure } from "./disclose.ts";
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
  if (!record) return { problem: "record-malformed" };
  const committed = new Set(record.commitments);
  for (const commitment of await Promise.all(disclosures.map(commitmentOf)))
    if (!committed.delete(commitment)) return { problem: "disclosure-foreign" };
  const leaves = disclosures.map(openDisclosure).filter((leaf) => leaf !== null);
  if (leaves.length !== disclosures.length) return { problem: "disclosure-malformed" };
  const statement = assemble(leaves);
  if (!statement) return { problem: "statement-malformed" };
  return { record, statement, withheld: committed.size, missing: [...committed] };
}
