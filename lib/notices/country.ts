/** Country names as the browser knows them: no table of ours to grow old. Built at the first notice of a language. */
import { type Folded, fold } from "./fold.ts";

/** Spellings that platforms use and `Intl` does not (Vietnamese pages write the name in parts, English ones in one). */
const ALSO: Record<string, string> = { "viet nam": "VN", "việt nam": "VN", usa: "US", uk: "GB" };
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
        const name = display.of(first + second);
        if (name && name.length > 2) names.set(fold(name).text, first + second);
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

/** The first country named in the text outside the `except` span (an authority's name holds its country's). */
export function findCountry(
  folded: Folded,
  language: string | null,
  except: readonly [number, number] | null,
): FoundCountry | null {
  let first: FoundCountry | null = null;
  for (const [name, iso] of table(language ?? "en")) {
    for (let at = folded.text.indexOf(name); at >= 0; at = folded.text.indexOf(name, at + 1)) {
      const to = at + name.length;
      if (except && at < except[1] && to > except[0]) continue;
      if (LETTER.test(folded.text.charAt(at - 1)) || LETTER.test(folded.text.charAt(to))) continue;
      if (!first || at < first.from) first = { iso, from: at, to };
      break;
    }
  }
  return first;
}
