/** Candidates for tests: words in a place where the platform speaks. */

import type { Notice } from "../../lib/model/notice.ts";
import type { Candidate, Place } from "../../lib/notices/candidate.ts";
import { recognise } from "../../lib/notices/recognise.ts";

export const candidate = (
  texts: readonly string[],
  more: Partial<Candidate> & { place?: Place } = {},
): Candidate => ({
  platform: "youtube",
  place: "error-screen",
  about: "subject",
  parts: texts.map((text, index) => ({ text, from: "page-data", rung: `part-${index}` })),
  language: null,
  links: [],
  signals: {},
  ...more,
});

/** The one notice of these words, or undefined. */
export const notice = (
  texts: readonly string[],
  more: Parameters<typeof candidate>[1] = {},
): Notice | undefined => recognise([candidate(texts, more)])[0];
