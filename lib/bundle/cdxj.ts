/** The index of the WARC: CDXJ 0.1.0, plain, sorted by byte value (FORMAT §8.5). */
import { getSurt } from "warcio/utils";
import { canonicalText } from "../evidence/canonical.ts";
import type { PlannedRecord } from "./warc-plan.ts";

/** `YYYYMMDDhhmmssmmm` of an instant. */
const stamp = (date: string): string => date.replace(/\D/g, "");

/** One line, with its newline, for a record at `offset` taking `length` bytes of the WARC `filename`. */
export function cdxLine(record: PlannedRecord, filename: string, offset: number, length: number): string {
  const fields = canonicalText({
    url: record.uri,
    digest: record.digest,
    mime: record.type.replace(/;.*/, ""),
    filename,
    offset: String(offset),
    length: String(length),
    // resource records have no HTTP status; indexers write 200 for them and viewers expect it
    status: "200",
  });
  return `${getSurt(record.uri)} ${stamp(record.date)} ${fields}\n`;
}

/** The lines in the order of the file. All are ASCII, so code-unit order is byte order. */
export const sortIndex = (lines: readonly string[]): string[] => [...lines].sort();
