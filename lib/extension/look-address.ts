/** Where a second look would go. */
import type { Statement } from "../model/statement.ts";
import { isSite } from "./hosts.ts";
import { WITHHELD } from "./viewer-check.ts";

/**
 * The address that a second look at this capture asks for; null where there can be none: no permalink, one that names
 * the witness, or the capture is a second look itself.
 */
export function lookAddress({ capture, extraction }: Statement): string | null {
  const address = extraction.subject.permalink?.value ?? null;
  if (address === null || capture.secondLook || !isSite(address)) return null;
  return address.includes(WITHHELD) || address.includes(encodeURIComponent(WITHHELD)) ? null : address;
}
