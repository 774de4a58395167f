/**
 * Folding for comparison only: Unicode NFKC, case, quotes, dashes, odd and zero-width spaces, full stops. Each folded
 * unit remembers where it stood, so that what is extracted is cut from the original words.
 */

export interface Folded {
  text: string;
  /** `at[i]`: index in the original where folded unit `i` begins; one more entry for the end. */
  at: number[];
}

/** A letter with its marks, or a Hangul syllable written in parts: what NFC may join. */
const CLUSTER = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|\P{M}\p{M}*|\p{M}+/gu;
const NOTHING = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]$/;
const SAME: Record<string, string> = {
  "’": "'",
  "‘": "'",
  "‛": "'",
  "`": "'",
  "´": "'",
  ʼ: "'",
  "＇": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "＂": '"',
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "。": ".",
  "．": ".",
  "…": ".",
  "！": ".",
  "!": ".",
  "，": ",",
  ß: "ss",
};

/** Folds a text of any origin; never throws. Runs of spaces become one, runs of full stops one. */
export function fold(original: string): Folded {
  let text = "";
  const at: number[] = [];
  for (const match of original.matchAll(CLUSTER)) {
    const cluster = match[0];
    if (NOTHING.test(cluster)) continue;
    const lower = cluster.normalize("NFC").toLowerCase();
    const unit = /^\s/.test(cluster) ? " " : (SAME[lower] ?? lower.normalize("NFKC"));
    if ((unit === " " || unit === ".") && text.endsWith(unit)) continue;
    for (let index = 0; index < unit.length; index++) at.push(match.index);
    text += unit;
  }
  at.push(original.length);
  return { text, at };
}

/** The words alone: folded, no quotes, no stops or spaces at the ends. */
export const plain = (original: string): string => fold(original).text.replace(/^[\s."']+|[\s."']+$/g, "");

/** Cuts `[from, to)` of the folded text out of the original, spaces and closing stops trimmed. */
export function cut(original: string, folded: Folded, from: number, to: number): string {
  const start = folded.at[from] ?? original.length;
  const end = folded.at[to] ?? original.length;
  return original
    .slice(start, end)
    .replace(/^[\s"'“”‘’]+|[\s"'“”‘’]+$/gu, "")
    .replace(/[.。…\s]+$/u, "");
}
