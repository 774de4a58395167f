/** The shape of a finding's words. */
import type { Severity } from "../model/finding.ts";

export interface FindingWords {
  severity: Severity;
  /** Clause of FORMAT.md, or the name of the standard. */
  clause: string;
  en: string;
  vi: string;
}
