/** Country names as the browser knows them: no table of ours to grow old. Built at the first notice of a language. */
import { type Folded, fold } from "./fold.ts";
import { phraseAt } from "./pattern.ts";

/** Spellings that platforms use and `Intl` does not (English pages write the name in one, Vietnamese ones in two). */
const ALSO: Record<string, string> = { "viet nam": "VN", "việt nam": "VN", usa: "US", uk: "GB" };
/** Codes that name no country: unions, test regions, "unknown". */
const NO_COUNTRY = ["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"];
/** Words a country stands after: "pháp lý" (legal) must not become France, nor "anh" the United Kingdom. */
const BEFORE = [
  "in the ",
  "in ",
  "within the ",
  "within ",
  "tại ",
  "ở ",
  "trong ",
  "en ",
  "em ",
  "di ",
  "au ",
];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTER = /[\p{L}\p{N}]/u;
const tables = new Map<string, [name: string, iso: string][]>();

function table(language: string): [string, string][] {
  const known = tables.get(language);
  if (known) return known;
  const names = new Map<string, string>(Object.entries(ALSO));
  for (const tag of new Set([language, "vi", "en"])) {
    const display = displayNames(tag);
    if (!display) continue;
    for (const first of LETTERS) {
      for (const second of LETTERS) {
        const code = first + second;
        // A withdrawn code (FX, DD, SU) is not the one of today's country.
        if (NO_COUNTRY.includes(code) || new Intl.Locale(`und-${code}`).region !== code) continue;
        const name = display.of(code);
        if (name && name !== code) names.set(fold(name).text, code);
      }
    }
  }
  const sorted = [...names].sort((one, other) => other[0].length - one[0].length);
  tables.set(language, sorted);
  return sorted;
}

function displayNames(language: string): Intl.DisplayNames | null {
  try {
    return new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  } catch (error) {
    if (error instanceof RangeError) return null; // a language tag that no browser knows
    throw error;
  }
}

export interface FoundCountry {
  iso: string;
  from: number;
  to: number;
}

/** The country whose name begins exactly at `at` of the folded text, or null. `language`: of the page. */
export function countryAt(folded: string, at: number, language: string | null): FoundCountry | null {
  for (const [name, iso] of table(language ?? "en")) {
    if (!folded.startsWith(name, at) || LETTER.test(folded.charAt(at + name.length))) continue;
    return { iso, from: at, to: at + name.length };
  }
  return null;
}

/**
 * The first country that the text names as a place ("in Vietnam", "tại Việt Nam"), written with a capital where its
 * script has them, outside the `except` span (an authority's name holds its country's). Null: it names none.
 */
export function findCountry(
  original: string,
  folded: Folded,
  language: string | null,
  except: readonly [number, number] | null,
): FoundCountry | null {
  let first: FoundCountry | null = null;
  for (const lead of BEFORE) {
    for (let at = phraseAt(folded.text, lead); at >= 0; at = phraseAt(folded.text, lead, at + 1)) {
      const found = countryAt(folded.text, at + lead.length, language);
      if (!found || (except && found.from < except[1] && found.to > except[0])) continue;
      const letter = original.charAt(folded.at[found.from] ?? 0);
      if (letter !== letter.toUpperCase()) continue;
      if (!first || found.from < first.from) first = found;
    }
  }
  return first;
}
