/**
 * The last look before sealing: does anything about to be kept hold a string that identifies the witness? The page has
 * scrubbed already, with knowledge of its own; this is the second pair of eyes, over the very bytes.
 */
import { utf8 } from "../evidence/bytes.ts";

/** What stands in place of a removed string; the same mark as the page's scrubbing. */
export const WITHHELD = "[withheld]";
/** Shorter ones occur in compressed bytes by chance. */
const BYTES_MIN = 6;

export interface ViewerCheck {
  /** The text without them, and in how many places they stood. */
  clean(text: string): { text: string; removed: number };
  /** The same for every string of a JSON value, names of fields left alone. */
  cleanJson<T>(value: T): { value: T; removed: number };
  /** True if bytes that are not text (an image) hold one. */
  inBytes(bytes: Uint8Array): boolean;
}

/** `strings`: exact, as the page found them. */
export function makeViewerCheck(strings: readonly string[]): ViewerCheck {
  const known = [...new Set(strings)].filter((value) => value.length >= 4 && !WITHHELD.includes(value));
  const needles = [...new Set(known.flatMap(forms))].sort((a, b) => b.length - a.length);
  const inBytes = finderOf(known.map(utf8).filter((needle) => needle.length >= BYTES_MIN));

  const clean = (text: string) => {
    let [current, removed] = [text, 0];
    for (const needle of needles) {
      if (!current.includes(needle)) continue;
      const parts = current.split(needle);
      removed += parts.length - 1;
      current = parts.join(WITHHELD);
    }
    return { text: current, removed };
  };

  const cleanJson = <T>(value: T) => {
    let removed = 0;
    const walk = (inner: unknown): unknown => {
      if (typeof inner === "string") {
        const cleaned = clean(inner);
        removed += cleaned.removed;
        return cleaned.text;
      }
      if (Array.isArray(inner)) return inner.map(walk);
      if (inner === null || typeof inner !== "object") return inner;
      return Object.fromEntries(Object.entries(inner).map(([name, field]) => [name, walk(field)]));
    };
    const walked = needles.length === 0 ? value : (walk(value) as T);
    return { value: walked, removed };
  };

  return { clean, cleanJson, inBytes };
}

/** All needles in one pass over the bytes, by their first two: text search took a fifth of a capture's sealing. */
function finderOf(needles: readonly Uint8Array[]): (bytes: Uint8Array) => boolean {
  const starting = new Map<number, Uint8Array[]>();
  const starts = new Uint8Array(0x10000);
  for (const needle of needles) {
    const start = pairAt(needle, 0);
    starts[start] = 1;
    starting.set(start, [...(starting.get(start) ?? []), needle]);
  }
  return (bytes) => {
    for (let at = 0; at + 1 < bytes.length; at++) {
      const start = pairAt(bytes, at);
      if (starts[start] === 1 && starting.get(start)?.some((needle) => standsAt(bytes, at, needle)))
        return true;
    }
    return false;
  };
}

const pairAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const standsAt = (bytes: Uint8Array, at: number, needle: Uint8Array): boolean =>
  at + needle.length <= bytes.length && needle.every((byte, index) => bytes[at + index] === byte);

/** As written, and as JSON, HTML and addresses write it. */
function forms(value: string): string[] {
  const percent = encodeURIComponent(value.toWellFormed());
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const html = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    value,
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    percent.replaceAll("%20", "+"),
    json,
    json.replaceAll("/", "\\/"),
    ascii,
    ascii.replaceAll("/", "\\/"),
    html,
    html.replaceAll('"', "&quot;"),
  ];
}
