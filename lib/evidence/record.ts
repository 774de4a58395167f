/** The sealed form of a capture: nothing in it can be read without disclosures (FORMAT §3). */
import { z } from "zod";
import { OpaqueId, Sha256 } from "../model/statement.ts";
import { parseCanonical } from "./canonical.ts";

export const SealedRecord = z.strictObject({
  v: z.literal(1),
  id: OpaqueId,
  type: z.literal("capture"),
  /** Number of the record in its case, from 0. */
  seq: z.int().nonnegative(),
  /** Leaf hash of the record before it in the case; 64 zeros for the first. */
  previous: Sha256,
  /** Sorted, each once. */
  commitments: z.array(Sha256).min(1).max(10_000),
});
export type SealedRecord = z.infer<typeof SealedRecord>;

/** The record of its canonical bytes; null where malformed or its commitments are not sorted and unique (FORMAT §3.2). */
export function parseRecord(bytes: Uint8Array): SealedRecord | null {
  const record = SealedRecord.safeParse(parseCanonical(bytes));
  if (!record.success) return null;
  const { commitments } = record.data;
  const ordered = commitments.every((value, index) => index === 0 || (commitments[index - 1] ?? "") < value);
  return ordered ? record.data : null;
}
