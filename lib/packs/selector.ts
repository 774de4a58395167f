/**
 * The selectors a pack may carry: a small grammar, so that each is known to parse in every browser, means what it
 * says, and costs little. Escapes, pseudo-elements, `:has` inside `:has` and long chains are refused.
 */

const LENGTH = 500;
/** Simple selectors of one selector, all its alternatives together. */
const SIMPLE = 60;
/** Parentheses inside parentheses. */
const NESTED = 3;
/** `:has` walks the subtree of every candidate. */
const HAS = 2;

const IDENT = /-?[A-Za-z_][A-Za-z0-9_-]*/y;
const SPACE = /[ ]*/y;
const COMBINATOR = / *[>+~] *| +/y;
const ATTRIBUTE =
  /\[ *-?[A-Za-z_][A-Za-z0-9_-]*(?: *[~|^$*]?= *(?:"[^"\\\n\r\f\0]{1,200}"|'[^'\\\n\r\f\0]{1,200}'|-?[A-Za-z_][A-Za-z0-9_-]*)(?: +[is])?)? *\]/y;
const NTH = /:nth-(?:last-)?(?:child|of-type)\((?:odd|even|[1-9]\d{0,2}|[1-9]?\d?n(?:\+[1-9]\d{0,2})?)\)/y;
const PLAIN =
  /:(?:first-child|last-child|only-child|first-of-type|last-of-type|only-of-type|empty)(?![\w(-])/y;
const OPEN = /:(not|is|where|has)\( */y;

interface Reading {
  text: string;
  at: number;
  simple: number;
  has: number;
  inHas: boolean;
}

class Refusal extends Error {}

/** Null for a selector that a pack may carry, else in a few words why not. Never throws, linear in its length. */
export function refusedSelector(text: string): string | null {
  if (text.length > LENGTH) return "too long";
  const reading: Reading = { text, at: 0, simple: 0, has: 0, inHas: false };
  try {
    list(reading, 0, false);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return reading.at === text.length ? null : `not understood at ${reading.at}`;
}

function take(reading: Reading, form: RegExp): RegExpExecArray | null {
  form.lastIndex = reading.at;
  const found = form.exec(reading.text);
  if (found) reading.at = form.lastIndex;
  return found;
}

function list(reading: Reading, depth: number, relative: boolean): void {
  do {
    take(reading, SPACE);
    if (relative) take(reading, / *[>+~] */y);
    complex(reading, depth);
    take(reading, SPACE);
  } while (take(reading, /,/y));
}

/** Something in it must narrow: `*` and `* *` are every element of the page. */
function complex(reading: Reading, depth: number): void {
  let narrowed = false;
  for (;;) {
    narrowed = compound(reading, depth) || narrowed;
    const before = reading.at;
    if (!take(reading, COMBINATOR)) break;
    // Spaces before `,`, `)` or the end combine nothing.
    if (
      /^[,)]?$/.test(reading.text.charAt(reading.at)) &&
      reading.text.slice(before, reading.at).trim() === ""
    ) {
      reading.at = before;
      break;
    }
  }
  if (!narrowed && depth === 0) throw new Refusal("`*` alone");
}

/** True where it narrows: more than `*`. */
function compound(reading: Reading, depth: number): boolean {
  const start = reading.at;
  const named = take(reading, IDENT) ?? take(reading, /\*/y);
  if (named) count(reading);
  let parts = named && named[0] !== "*" ? 1 : 0;
  while (simple(reading, depth, parts > 0)) {
    count(reading);
    parts++;
  }
  if (reading.at === start) throw new Refusal(`not understood at ${start}`);
  return parts > 0;
}

function simple(reading: Reading, depth: number, narrowed: boolean): boolean {
  const mark = reading.text.charAt(reading.at);
  if (mark === "." || mark === "#") {
    reading.at++;
    if (!take(reading, IDENT)) throw new Refusal(`not understood at ${reading.at}`);
    return true;
  }
  if (take(reading, ATTRIBUTE) || take(reading, NTH) || take(reading, PLAIN)) return true;
  const open = take(reading, OPEN);
  if (!open) return false;
  if (depth >= NESTED) throw new Refusal("nested too deep");
  const has = open[1] === "has";
  if (has) {
    if (reading.inHas) throw new Refusal(":has inside another");
    if (++reading.has > HAS) throw new Refusal(`more than ${HAS} :has`);
    if (!narrowed && depth === 0) throw new Refusal(":has on every element");
  }
  const outer = reading.inHas;
  reading.inHas ||= has;
  list(reading, depth + 1, has);
  reading.inHas = outer;
  if (!take(reading, /\)/y)) throw new Refusal(`not understood at ${reading.at}`);
  return true;
}

function count(reading: Reading): void {
  if (++reading.simple > SIMPLE) throw new Refusal(`more than ${SIMPLE} parts`);
}
