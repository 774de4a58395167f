/** From candidates (words in the platform's own places, and signals) to notices. Pure: no DOM, no clock, no schemas. */
import type { Notice } from "../model/notice.ts";
import type { Candidate } from "./candidate.ts";

/**
 * One notice per candidate that says anything; unknown wording is `unrecognised`, never dropped.
 * Takes the adapters' candidates; gives notices in the same order. Never throws, whatever the text.
 */
export function recognise(candidates: readonly Candidate[]): Notice[] {
  return candidates.map((candidate) => ({
    class: "unrecognised",
    text: candidate.parts.map((part) => part.text).join("\n"),
    about: candidate.about,
    certainty: "none",
    rule: "",
    from: candidate.parts[0]?.from ?? "http",
    rung: candidate.parts[0]?.rung ?? "",
    language: candidate.language,
    authority: null,
    country: null,
    law: null,
    appeal: null,
    link: null,
    signals: { ...candidate.signals },
  }));
}
