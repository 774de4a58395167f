/** The keys that a newsroom knows: its own list, kept as text or JSON, compared with the key of a bundle (FORMAT §7.8). */
import { z } from "zod";
import { fingerprintStart, START_DIGITS } from "./fingerprint.ts";

/** `keyId`: `sha256:` and 64 hex digits, or, where the list has words only, the first 30 of them. */
export interface KnownKey {
  name: string;
  keyId: string;
}

export interface KnownKeyList {
  keys: KnownKey[];
  /** Lines (from 1) or items (from 1) that could not be read: said, never passed over. */
  bad: number[];
}

/** Entries taken of a list; more are reported as bad. */
const MOST_KEYS = 10_000;
/** Longest list read, in UTF-16 code units. */
const MOST_TEXT = 4_000_000;

const Listed = z.object({ keys: z.array(z.unknown()) });
const Item = z.object({ name: z.string(), keyId: z.string() });

/** Reads a list of known keys: lines `NAME = FINGERPRINT` or JSON `{"keys": [{"name", "keyId"}]}`. Never throws. */
export function readKnownKeys(text: string): KnownKeyList {
  const trimmed = text
    .slice(0, MOST_TEXT)
    .replace(/^\ufeff/, "")
    .trim();
  const items = trimmed.startsWith("{") ? fromJson(trimmed) : fromLines(trimmed);
  const list: KnownKeyList = { keys: [], bad: [] };
  for (const { at, name, fingerprint } of items) {
    const keyId = readFingerprint(fingerprint);
    const called = name.trim().slice(0, 200);
    if (keyId && called && list.keys.length < MOST_KEYS) list.keys.push({ name: called, keyId });
    else list.bad.push(at);
  }
  if (text.length > MOST_TEXT) list.bad.push(items.length + 1);
  return list;
}

interface Found {
  at: number;
  name: string;
  fingerprint: string;
}

function fromLines(text: string): Found[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(#|$)/.test(line)) return [];
    const cut = line.lastIndexOf("=");
    return [{ at: index + 1, name: line.slice(0, Math.max(0, cut)), fingerprint: line.slice(cut + 1) }];
  });
}

function fromJson(text: string): Found[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ at: 1, name: "", fingerprint: "" }]; // a SyntaxError: not JSON, so the first line is the bad one
  }
  const listed = Listed.safeParse(value);
  if (!listed.success) return [{ at: 1, name: "", fingerprint: "" }];
  return listed.data.keys.map((item, index) => {
    const parsed = Item.safeParse(item);
    const { name, keyId } = parsed.success ? parsed.data : { name: "", keyId: "" };
    return { at: index + 1, name, fingerprint: keyId };
  });
}

/** A fingerprint as people write it: hex with any grouping, or the twelve words; null where it is neither. */
export function readFingerprint(text: string): string | null {
  const hex = text
    .toLowerCase()
    .replace(/^\s*sha256:/, "")
    .replace(/[\s:.-]/g, "");
  if (/^[0-9a-f]{64}$/.test(hex)) return `sha256:${hex}`;
  const start = fingerprintStart(text);
  return start === null ? null : `sha256:${start}`;
}

/** The name under which the list knows a key; null where it does not. Of several names, all, joined by `/`. */
export function nameOf(keyId: string, known: readonly KnownKey[]): string | null {
  const names = known
    .filter(
      (key) => key.keyId === keyId || (key.keyId.length === 7 + START_DIGITS && keyId.startsWith(key.keyId)),
    )
    .map(({ name }) => name);
  return names.length > 0 ? [...new Set(names)].join(" / ") : null;
}
