/** A catalogue sentence as a matcher: literal words, with `{}` for words that vary and `{authority}`-like named slots. */
import { fold } from "./fold.ts";

export interface Found {
  /** The sentence is all that the text says. */
  whole: boolean;
  /** Named slots: folded start and end. */
  slots: Record<string, [number, number]>;
}

/** Sentences shorter than this (folded) must stand alone: "Private video" inside other words says nothing. */
const STANDS_ALONE = 24;
/** Writing systems without spaces between words: no word boundary can be asked for. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const LETTER = /[\p{L}\p{N}]/u;

/** Compiles a sentence of the catalogue. Gives a function from folded text to what was found, or null. */
export function pattern(sentence: string): (folded: string) => Found | null {
  const names: string[] = [];
  const source = sentence
    .split(/(\{\w*\})/)
    .map((piece) => {
      const slot = /^\{(\w*)\}$/.exec(piece)?.[1];
      if (slot === undefined)
        return literal(fold(piece).text).replaceAll(" ", " ?").replaceAll("\\.", "\\.?");
      if (slot === "") return ".{0,400}?";
      names.push(slot);
      return "(.{1,300}?)";
    })
    .join("");
  const short = sentence.replace(/\{\w*\}/g, "").length < STANDS_ALONE;
  const alone = new RegExp(`^[\\s."']*${source}[\\s."']*$`, "dsu");
  const inside = short ? null : new RegExp(source, "dsu");
  return (folded) => {
    const whole = alone.exec(folded);
    const match = whole ?? (inside ? bounded(inside, folded) : null);
    if (!match) return null;
    const slots: Found["slots"] = {};
    names.forEach((name, index) => {
      const span = match.indices?.[index + 1];
      if (span) slots[name] = span;
    });
    return { whole: whole !== null, slots };
  };
}

function bounded(expression: RegExp, folded: string): RegExpExecArray | null {
  const match = expression.exec(folded);
  if (!match) return null;
  const end = match.index + match[0].length;
  return boundary(folded, match.index) && boundary(folded, end) ? match : null;
}

/** True where a word may begin or end. */
function boundary(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  return !LETTER.test(before) || !LETTER.test(after) || UNSPACED.test(before) || UNSPACED.test(after);
}

/**
 * Where a phrase stands in folded text as words of its own, or -1. A phrase that ends in `*` may go on
 * ("violat*": violates, violating).
 */
export function phraseAt(folded: string, phrase: string, from = 0): number {
  const open = phrase.endsWith("*");
  const words = fold(open ? phrase.slice(0, -1) : phrase).text;
  for (let at = folded.indexOf(words, from); at >= 0; at = folded.indexOf(words, at + 1)) {
    if (boundary(folded, at) && (open || boundary(folded, at + words.length))) return at;
  }
  return -1;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
