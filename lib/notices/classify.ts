/** What one text says, by the catalogue: whole sentences first, then sentences inside, then word families. */
import type { Certainty, Notice } from "../model/notice.ts";
import type { PlatformName } from "../model/subject.ts";
import { FAMILIES, type Family, type SentenceClass, sentences, WORDS, type Words } from "./catalogue.ts";
import { countryAt } from "./country.ts";
import { fold } from "./fold.ts";
import { type Found, phraseAt } from "./pattern.ts";

export interface Reading {
  class: SentenceClass;
  certainty: Certainty;
  rule: string;
  about: Notice["about"] | null;
  slots: Found["slots"];
}

/**
 * Precedence, strongest first: what says more about the cause wins over what says less. A policy removal that mentions
 * "your country" is no geo-block; a headline that fits everything ("Video unavailable") loses to any sub-reason.
 */
export const RANK: readonly SentenceClass[] = [
  "removed-policy",
  "account-terminated",
  "geo-legal",
  "account-restricted",
  "geo-other",
  "private",
  "age-or-login",
  "removed-or-private",
  "network",
  "unavailable",
  "unrecognised",
  "aside",
  "none",
];

/** True where `one` says more than `other`. */
export const outranks = (one: SentenceClass, other: SentenceClass): boolean =>
  RANK.indexOf(one) < RANK.indexOf(other);

const SURE: readonly Certainty[] = ["recorded", "quoted", "template", "reported"];
const LONGEST = 6000;

/** The class of one text, or null where the catalogue does not know it. `language`: of the page, to break ties. */
export function classify(text: string, platform: PlatformName, language: string | null): Reading | null {
  const folded = fold(text.slice(0, LONGEST)).text;
  const unaccented = folded.normalize("NFD").replace(/\p{M}/gu, "");
  let best: Reading | null = null;
  let whole: Reading | null = null;
  for (const sentence of sentences(platform)) {
    const found = sentence.match(sentence.bare ? unaccented : folded);
    if (!found) continue;
    const reading: Reading = {
      class: sentence.class,
      certainty: sentence.certainty,
      rule: `${platform}/${sentence.lang}/${sentence.id}`,
      about: sentence.about ?? null,
      slots: found.slots,
    };
    if (found.whole) whole = better(whole, reading, language);
    else if (sentence.class !== "aside" && sentence.class !== "none") best = better(best, reading, language);
  }
  if (whole) return whole;
  for (const lang of Object.keys(WORDS)) {
    const family = familyOf(folded, WORDS[lang] ?? {}, language);
    if (!family) continue;
    const reading: Reading = {
      class: family.class,
      certainty: "template",
      rule: `template/${lang}/${family.id}`,
      about: family.about ?? null,
      slots: {},
    };
    best = better(best, reading, language);
  }
  return best;
}

function better(one: Reading | null, other: Reading, language: string | null): Reading {
  if (!one) return other;
  if (one.class !== other.class) return outranks(other.class, one.class) ? other : one;
  const inLanguage = (reading: Reading) => (reading.rule.split("/")[1] === language?.slice(0, 2) ? 0 : 1);
  const difference =
    SURE.indexOf(other.certainty) - SURE.indexOf(one.certainty) || inLanguage(other) - inLanguage(one);
  return difference < 0 ? other : one;
}

function familyOf(folded: string, words: Words, language: string | null): Family | null {
  const cache = new Map<string, boolean>();
  const has = (group: string): boolean => {
    const known = cache.get(group);
    if (known !== undefined) return known;
    const held = (words[group] ?? []).some((phrase) => says(folded, phrase, language));
    cache.set(group, held);
    return held;
  };
  return FAMILIES.find((family) => family.all.every(has) && !family.none?.some(has)) ?? null;
}

/** True where the text holds the phrase; `in {country}` asks for any country's name after the words. */
function says(folded: string, phrase: string, language: string | null): boolean {
  const open = phrase.indexOf("{country}");
  if (open < 0) return phraseAt(folded, phrase) >= 0;
  const lead = phrase.slice(0, open);
  for (let at = phraseAt(folded, lead); at >= 0; at = phraseAt(folded, lead, at + 1)) {
    const name = at + lead.length;
    if (countryAt(folded, folded.startsWith("the ", name) ? name + 4 : name, language)) return true;
  }
  return false;
}
