/**
 * Takes the witness out: every string the page knows of the viewer is replaced by one fixed mark, in whatever
 * escaping or Unicode form it stands. Pure; nothing here knows a site.
 */
import { decodeEscapes, decodings } from "./escapes.ts";

export const WITHHELD = "[withheld]";

/** Fields of our own schemas with closed values: replaced, they would make the record unreadable. */
const CLOSED_FIELDS = new Set(["platform", "kind", "from", "class", "about", "certainty", "appeal"]);
/** Escapes inside escapes (JSON in an attribute in JSON); deeper nesting was never seen. */
const DEPTH = 4;

export interface Scrubber {
  /** Text without the viewer's strings. */
  text(value: string): string;
  /** The same JSON value, strings, numbers and keys scrubbed; closed fields of the schemas untouched. */
  json<T>(value: T): T;
  /** True if a viewer's string stands in it, in any form known here. */
  holds(value: string): boolean;
  /** How many places were replaced so far. */
  readonly removed: number;
}

/** `strings`: the viewer's identifiers, exact. Those that are part of the mark itself tell nothing and are left out. */
export function makeScrubber(strings: readonly string[]): Scrubber {
  const needles = [...new Set(strings.filter((value) => value && !WITHHELD.includes(value)).flatMap(forms))];
  let removed = 0;

  const text = (value: string): string => {
    let current = value;
    // Replacing can join neighbours into a new occurrence: look again, a bounded number of times.
    for (let round = 0; round < 4; round++) {
      const found = merge(findAll(current, needles, DEPTH));
      if (found.length === 0) return current;
      removed += found.length;
      current = replaceRanges(current, found);
    }
    return findAll(current, needles, DEPTH).length === 0 ? current : WITHHELD;
  };

  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") {
      if (findAll(String(value), needles, 0).length === 0) return value;
      removed++;
      return WITHHELD;
    }
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== "object") return value;
    const out: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) {
      let key = text(name);
      for (let n = 2; Object.hasOwn(out, key); n++) key = `${text(name)} ${n}`;
      const closed = CLOSED_FIELDS.has(name) && typeof inner === "string";
      Object.defineProperty(out, key, {
        value: closed ? inner : walk(inner),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return out;
  };

  return {
    text,
    json: <T>(value: T) => (needles.length === 0 ? value : (walk(value) as T)),
    holds: (value) => findAll(value, needles, DEPTH).length > 0,
    get removed() {
      return removed;
    },
  };
}

type Range = [start: number, end: number];

/** `seen`: texts already looked through; different orders of undoing mostly lead to the same ones. */
function findAll(text: string, needles: readonly string[], depth: number, seen = new Set([text])): Range[] {
  const found: Range[] = [];
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
      found.push([at, at + needle.length]);
  }
  for (const decoded of depth > 0 ? decodings(text) : []) {
    if (seen.has(decoded.text)) continue;
    seen.add(decoded.text);
    for (const [start, end] of findAll(decoded.text, needles, depth - 1, seen))
      found.push([decoded.rawStart(start), decoded.rawEnd(end - 1)]);
  }
  return found;
}

function merge(ranges: Range[]): Range[] {
  const sorted = ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const out: Range[] = [];
  for (const [start, end] of sorted) {
    const last = out.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  const out: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    out.push(text.slice(at, start), WITHHELD);
    at = end;
  }
  out.push(text.slice(at));
  return out.join("");
}

/**
 * The forms one string takes besides escaping: undone where it is escaped itself (an address), Unicode composed and
 * decomposed, small letters (handles), other spaces, base64 (as in Facebook's story ids).
 */
function forms(value: string): string[] {
  const undone = [value];
  for (let next = decodeEscapes(value); next && undone.length <= DEPTH; next = decodeEscapes(next.text))
    undone.push(next.text);
  const plain = undone
    .filter((form) => form === value || form.trim().length >= 4)
    .flatMap((form) => [form, form.normalize("NFC"), form.normalize("NFD")]);
  const spaced = plain.flatMap((form) =>
    /\s/.test(form)
      ? [form, form.replaceAll(" ", "+"), form.replace(/\s/g, "+"), form.replace(/\s/g, "\u00a0")]
      : form.length >= 6
        ? [form, form.toLowerCase()]
        : [form],
  );
  return [...spaced, ...base64Cores(value)].filter((form) => !WITHHELD.includes(form));
}

/** The part of the base64 text that depends on `value` alone, for each of the three alignments; short ones would hit by chance. */
function base64Cores(value: string): string[] {
  const bytes = new TextEncoder().encode(value);
  if (bytes.length < 8) return [];
  return [0, 1, 2].flatMap((offset) => {
    const binary = "\0".repeat(offset) + String.fromCharCode(...bytes.slice(0, 3000));
    const first = Math.ceil((offset * 8) / 6);
    const core = btoa(binary).slice(first, Math.floor((binary.length * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
