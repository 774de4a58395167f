/** JSON written by others: not canonical, so duplicate keys and depth are looked for by hand before it is believed. */
import { fromUtf8 } from "../evidence/bytes.ts";
import { jsonFits } from "../evidence/canonical.ts";

/** The value of JSON bytes; `null` where they are not UTF-8 JSON, too deep, or of too many values; `duplicate` where a key stands twice in an object. */
export function readJson(bytes: Uint8Array): { value: unknown; duplicate: boolean } | null {
  const text = fromUtf8(bytes)?.replace(/^\ufeff/, "");
  if (text === undefined || !jsonFits(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return { value, duplicate: keysOf(value) !== keysIn(text) };
  } catch {
    return null; // a SyntaxError: not JSON
  }
}

/** Keys of all objects of a value. */
function keysOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + keysOf(item), 0);
  if (value === null || typeof value !== "object") return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + keysOf(item), Object.keys(value).length);
}

/** Keys written in the text: the colons outside strings. JSON has no others. Each character once: texts may be long. */
function keysIn(text: string): number {
  let keys = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString && char === 0x5c) index++;
    else if (char === 0x22) inString = !inString;
    else if (!inString && char === 0x3a) keys++;
  }
  return keys;
}
