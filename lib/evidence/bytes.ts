/** Bytes and their spellings: UTF-8, hex, base64. Decoding is strict: one spelling per value, or null. */

/** Bytes over a plain (unshared) buffer: what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a string. Lone surrogates become U+FFFD. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** UTF-8 bytes of each text. At once where all are ASCII: the browser's encoder takes longer to be called than to encode (2026-11). */
export function utf8Each(texts: readonly string[]): Bytes[] {
  const joined = texts.join("");
  const whole = utf8(joined);
  if (whole.length !== joined.length) return texts.map(utf8);
  let end = 0;
  return texts.map(({ length }) => {
    end += length;
    return whole.subarray(end - length, end);
  });
}

/** Text of UTF-8 bytes, BOM kept; null where they are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null; // a TypeError is the decoder's only way to say "not UTF-8"
  }
}

/** The same bytes, typed for WebCrypto; copied only if their buffer is shared. */
export function plain(bytes: Uint8Array): Bytes {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}

/** All parts, one after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** True where both hold the same bytes. Not constant in time: for public data only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lowercase hex. */
export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}

/** Bytes of lowercase hex; null for any other spelling. */
export function fromHex(hex: string): Bytes | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16);
  return bytes;
}

/** The browser's own base64 (ECMAScript 2026), some twenty times faster; Node 20 has none. */
interface Native {
  toBase64?: () => string;
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Native).toBase64;
  if (native) return native.call(bytes);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** Bytes of standard base64; null unless it is the one canonical spelling (padding, no stray bits). */
export function fromBase64(text: string): Bytes | null {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return text.length % 4 === 0 ? decode(text.slice(0, text.length - padding), STANDARD) : null;
}

/** base64url without padding (RFC 4648 §5). */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Bytes of unpadded base64url; null unless it is the one canonical spelling. */
export const fromBase64Url = (text: string): Bytes | null => decode(text, URL_SAFE);

/**
 * What stands in unpadded base64url: lines of UTF-8, each spelled by itself. Null where a spelling is not canonical, or
 * what it spells is not UTF-8 or not one line. All are decoded at once: one by one takes twice as long (2026-11).
 */
export function linesOfBase64Url(texts: readonly string[]): string[] | null {
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + decodedLength(length) + 1, 0));
  let at = 0;
  for (const text of texts) {
    if (!decodeInto(text, URL_SAFE, bytes, at)) return null;
    at += decodedLength(text.length);
    bytes[at++] = 0x0a; // part of no other character: a line cut off is not made whole by the next
  }
  const lines = fromUtf8(bytes)?.split("\n");
  lines?.pop();
  return lines?.length === texts.length ? lines : null;
}

/** What each ASCII character stands for; -1: nothing. */
const valuesOf = (last: string): Int8Array => {
  const values = new Int8Array(128).fill(-1);
  const letters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${last}`;
  for (let value = 0; value < 64; value++) values[letters.charCodeAt(value)] = value;
  return values;
};
const STANDARD = valuesOf("+/");
const URL_SAFE = valuesOf("-_");

const decodedLength = (length: number): number => Math.floor((length * 3) / 4);

function decode(text: string, values: Int8Array): Bytes | null {
  const bytes = new Uint8Array(decodedLength(text.length));
  return decodeInto(text, values, bytes, 0) ? bytes : null;
}

/** Decodes into `bytes` from `at` on; false where a character has no value, or bits are left that no encoder writes. */
function decodeInto(text: string, values: Int8Array, bytes: Uint8Array, at: number): boolean {
  const valueAt = (index: number) => (index < text.length ? (values[text.charCodeAt(index)] ?? -1) : 0);
  let four = 0;
  let to = at;
  for (let index = 0; index < text.length; index += 4) {
    four =
      (valueAt(index) << 18) | (valueAt(index + 1) << 12) | (valueAt(index + 2) << 6) | valueAt(index + 3);
    if (four < 0) return false;
    bytes[to++] = four >> 16;
    bytes[to++] = four >> 8;
    bytes[to++] = four;
  }
  const left = text.length % 4;
  return left === 0 || (left > 1 && (four & (left === 2 ? 0xffff : 0xff)) === 0);
}
