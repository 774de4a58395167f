/**
 * JSON that a site embeds in its scripts, found without running anything: `<script type="application/json">`, and
 * literals inside code (`requireLazy(… handle({…}))`, `var NAME = {…};`). Parsed lazily, once per script element.
 */

/** A literal found in a script; `name` is what it is assigned to or handed to (`ytInitialData`, `ytcfg.set`), or null. */
export interface Literal {
  name: string | null;
  value: unknown;
}

const MAX_SCRIPT = 24_000_000;
/** Characters looked at per character of script: failed attempts must not make a hostile script quadratic. */
const BUDGET = 4;

const parsed = new WeakMap<Element, { size: number; literals: Literal[] }>();

/**
 * All literals of the scripts that contain one of `words`, in document order. Scripts without them are never parsed.
 * Gives an empty list where there are none; never throws on malformed scripts.
 */
export function literals(document: Document, words: readonly string[]): Literal[] {
  const found: Literal[] = [];
  for (const script of document.scripts) {
    const first = script.firstChild as Text | null;
    const size = first?.length ?? 0;
    const known = parsed.get(script);
    const text = first === null || size > MAX_SCRIPT ? "" : (script.textContent ?? "");
    if (!words.some((word) => text.includes(word))) continue;
    if (known?.size === size) found.push(...known.literals);
    else {
      const fresh = /json/i.test(script.type) ? wholeScript(text) : literalsIn(text);
      parsed.set(script, { size, literals: fresh });
      found.push(...fresh);
    }
  }
  return found;
}

/** The last value given to `name` on the page (`name = {…}`, `window["name"] = {…}`, `name({…})`), or undefined. */
export function assigned(document: Document, name: string): unknown {
  return literals(document, [name]).findLast((literal) => literal.name === name)?.value;
}

function wholeScript(text: string): Literal[] {
  const value = parse(text);
  return value === undefined ? [] : [{ name: null, value }];
}

/** Literals of two or more characters in JavaScript text, outermost only. Exported for its tests. */
export function literalsIn(text: string): Literal[] {
  const found: Literal[] = [];
  let budget = text.length * BUDGET + 10_000;
  const opening = /\{\s*["}]|\[\s*[[{"]|=\s*'\\x[57][bB]/g;
  for (let match = opening.exec(text); match && budget > 0; match = opening.exec(text)) {
    const quoted = match[0].startsWith("=");
    const start = quoted ? match.index + match[0].indexOf("'") : match.index;
    const end = quoted ? endOfQuoted(text, start) : endOfLiteral(text, start);
    budget -= Math.abs(end) - start;
    const source = end > 0 ? text.slice(start, end) : "";
    const value = end > 0 ? parse(quoted ? unescapeQuoted(source.slice(1, -1)) : source) : undefined;
    opening.lastIndex = value === undefined ? match.index + 1 : end;
    if (value !== undefined) found.push({ name: nameBefore(text, start), value });
  }
  return found;
}

/**
 * Index just after the literal that opens at `start`; negative (where it gave up) for text that cannot be JSON,
 * so that code is left at its first foreign character.
 */
function endOfLiteral(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfString(text, at);
      if (at < 0) return -text.length;
    } else if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (--depth === 0) return at + 1;
    } else if (!JSON_CHARACTERS[code]) return -at - 1;
  }
  return -text.length;
}

/** Index of the quote that closes the string opened at `at`, or -1. */
function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote;
  }
  return -1;
}

const JSON_CHARACTERS: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  " \t\r\n:,+-.0123456789eEtrufalsn".includes(String.fromCharCode(code)),
);

function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "'") return at + 1;
  }
  return -text.length;
}

/** A JavaScript string's escapes, as m.youtube.com writes its data (`'\x7b\x22…'`); JSON's own escapes survive as `\\`. */
function unescapeQuoted(source: string): string {
  return source.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, hex, unicode, other: string) =>
      hex || unicode
        ? String.fromCharCode(Number.parseInt(hex ?? unicode, 16))
        : ({ n: "\n", r: "\r", t: "\t" }[other] ?? other),
  );
}

function nameBefore(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - 120), start);
  return /([\w$.]+)(?:["']\])?\s*(?:=|\()\s*$/.exec(before)?.[1] ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // not JSON after all: the search goes on inside it
    throw error;
  }
}

export type Json = Record<string, unknown>;

/** True for a JSON object (not an array, not null). */
export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Objects under `root` (itself included) for which `wanted` holds, in document order; iterative and bounded.
 * `enter(key, value)` false leaves a subtree out; a found object is entered too unless `within` is false.
 */
export function search(
  root: unknown,
  wanted: (object: Json) => boolean,
  options: {
    enter?: (key: string, value: unknown) => boolean;
    within?: boolean;
    limit?: number;
    nodes?: number;
  } = {},
): Json[] {
  const { enter, within = true, limit = 10_000, nodes = 3_000_000 } = options;
  const found: Json[] = [];
  const seen = new Set<unknown>();
  const stack: unknown[] = [root];
  for (let visited = 0; stack.length > 0 && visited < nodes && found.length < limit; visited++) {
    const value = stack.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (!Array.isArray(value) && wanted(value as Json)) {
      found.push(value as Json);
      if (!within) continue;
    }
    const keys = Object.keys(value);
    for (let index = keys.length - 1; index >= 0; index--) {
      const key = keys[index] ?? "";
      const child = (value as Json)[key];
      if (typeof child === "object" && child !== null && (enter?.(key, child) ?? true)) stack.push(child);
    }
  }
  return found;
}

/** Value at a path of keys and indices, or undefined. */
export function at(root: unknown, ...path: (string | number)[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Json)[key];
  }
  return value;
}
