/** The index of the WARC: CDXJ 0.1.0, plain, sorted by byte value (FORMAT §8.5). */
import { getSurt } from "warcio/utils";
import { canonicalText } from "../evidence/canonical.ts";
import type { PlannedRecord } from "./warc-plan.ts";

/** `YYYYMMDDhhmmssmmm` of an instant. */
const stamp = (date: string): string => date.replace(/\D/g, "");

/** One line, with its newline, for a record at `offset` taking `length` bytes of the WARC `filename`. */
export function cdxLine(record: PlannedRecord, filename: string, offset: number, length: number): string {
  const fields = canonicalText({
    digest: record.digest,
    filename,
    length: String(length),
    mime: record.type.replace(/;.*/, ""),
    offset: String(offset),
    // resource records have no HTTP status; indexers write 200 for them and viewers expect it
    status: "200",
    url: record.uri,
  });
  return `${getSurt(record.uri)} ${stamp(record.date)} ${fields}\n`;
}

/** The lines in the order of the file. All are ASCII, so code-unit order is byte order. */
export const sortIndex = (lines: readonly string[]): string[] => [...lines].sort();
