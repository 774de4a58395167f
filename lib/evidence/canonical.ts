/** RFC 8785 (JCS): the one spelling of what is hashed. Signed objects hold strings, integers, booleans, null, lists, objects. */
import canonicalize from "canonicalize";
import { FaultError } from "../model/fault.ts";
import { type Bytes, fromUtf8, utf8 } from "./bytes.ts";

/** No object of ours is deeper; deeper input is refused before anything recursive sees it (FORMAT §1.4). */
export const MAX_DEPTH = 64;
/** Nor has one text of ours more values: empty lists by the million take a hundred times their own room (FORMAT §1.4). */
const MOST_VALUES = 500_000;

/**
 * JCS text of a value. Keys whose value is undefined are left out, as JSON does.
 * Throws FaultError `seal-failed` on undefined in a list or at the top, on numbers that are not safe integers
 * (negative zero among them), on lone surrogates, on keys `__proto__`, and on anything deeper than MAX_DEPTH (FORMAT §1.4).
 */
export function canonicalText(value: unknown): string {
  // where all keys stand in order, as of what is read they should, JSON.stringify is JCS, and five times faster (2026-11)
  const write = refuseUnsealable(value, 0) ? JSON.stringify : canonicalize;
  const text = write(value);
  if (text === undefined) throw new FaultError("seal-failed", "nothing to write");
  return text;
}

/** UTF-8 bytes of the JCS text; throws as `canonicalText`. */
export const canonicalBytes = (value: unknown): Bytes => utf8(canonicalText(value));

/** The value of canonical bytes, or null where they are not UTF-8, not JSON, too deep, or not spelled canonically (duplicate keys too). */
export function parseCanonical(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  return text === null ? null : parseCanonicalText(text);
}

/** The same, of text. */
export function parseCanonicalText(text: string): unknown {
  if (!jsonFits(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return canonicalText(value) === text ? value : null;
  } catch {
    return null; // SyntaxError or FaultError: both mean "not canonical JSON"
  }
}

/** True where JSON text is neither too deep nor of too many values (FORMAT §1.4): to be asked before it is parsed. */
export function jsonFits(text: string): boolean {
  // nearly all texts are short and have few brackets, even counting those in strings: no need to look at each character
  if (text.length < MOST_VALUES && fewBrackets(text)) return true;
  const { depth, values } = shapeOf(text);
  return depth <= MAX_DEPTH && values <= MOST_VALUES;
}

/** True where no more brackets are opened than may be nested, strings included. */
function fewBrackets(text: string): boolean {
  let left = MAX_DEPTH;
  for (const bracket of "{[")
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (left-- === 0) return false;
  return true;
}

/** How deep brackets nest outside strings. */
export const jsonDepth = (text: string): number => shapeOf(text).depth;

/** Depth, and values of all kinds; reads each character once, no recursion. */
function shapeOf(text: string): { depth: number; values: number } {
  let depth = 0;
  let deepest = 0;
  let values = 1;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x2c) values++;
    else if (char === 0x5b || char === 0x7b) {
      values++;
      deepest = Math.max(deepest, ++depth);
    } else if (char === 0x5d || char === 0x7d) depth--;
  }
  return { depth: deepest, values };
}

/**
 * Throws as canonicalText does. True where the keys of every object stand in ascending order of UTF-16 code units; those
 * that look like numbers never need to, for engines put them first.
 */
function refuseUnsealable(value: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) throw new FaultError("seal-failed", "too deep");
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new FaultError("seal-failed", "lone surrogate");
    return true;
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new FaultError("seal-failed", "not an integer");
    return true;
  }
  if (typeof value !== "object") throw new FaultError("seal-failed", `cannot be written: ${typeof value}`);
  let ordered = true;
  if (Array.isArray(value)) {
    for (const item of value) if (!refuseUnsealable(item, depth + 1)) ordered = false;
    return ordered;
  }
  let last = "";
  for (const key of Object.keys(value)) {
    const item: unknown = value[key as keyof typeof value];
    // schemas and programs drop or obey a key of this name: what is signed must mean the same to all
    if (!key.isWellFormed() || key === "__proto__") throw new FaultError("seal-failed", "unfit key");
    if (key < last || (item !== undefined && !refuseUnsealable(item, depth + 1))) ordered = false;
    last = key;
  }
  return ordered;
}
