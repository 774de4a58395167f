/** Every finding: how bad it is, the clause it rests on, and what it means, in plain words. Clauses are of FORMAT.md unless named. */
import type { FindingWords } from "./wording.ts";
import { BUNDLE_WORDS } from "./words-bundle.ts";
import { CUSTODY_WORDS } from "./words-custody.ts";
import { EVIDENCE_WORDS } from "./words-evidence.ts";
import { FOREIGN_WORDS } from "./words-foreign.ts";
import { REDACTION_WORDS } from "./words-redaction.ts";
import { STAMP_WORDS } from "./words-stamps.ts";

export type Language = "en" | "vi";

export const WORDS = {
  ...BUNDLE_WORDS,
  ...EVIDENCE_WORDS,
  ...REDACTION_WORDS,
  ...CUSTODY_WORDS,
  ...STAMP_WORDS,
  ...FOREIGN_WORDS,
} satisfies Record<string, FindingWords>;
export type FindingCode = keyof typeof WORDS;

/** True for a code of the table. */
export const isCode = (code: string): code is FindingCode => Object.hasOwn(WORDS, code);

/** The sentence for a finding's code. */
export const sentence = (code: string, language: Language): string =>
  isCode(code) ? WORDS[code][language] : code;
