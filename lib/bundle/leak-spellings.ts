/** How one string can stand in a file: every usual encoding, written to where needles are gathered. */
import { toHex, utf8 } from "../evidence/bytes.ts";
import { CLOSELY } from "./leak-chance.ts";

/** Shorter spellings occur in compressed bytes by chance: one of 4 bytes in every 400th picture of 10 MB. */
export const SHORTEST = 6;

/** Takes spellings, one at a time; those below `SHORTEST` are dropped. `exact`: its letters stand for no other; else `A` is `a`. */
export interface Spellings {
  text(text: string, exact: boolean): void;
  bytes(bytes: Uint8Array, exact: boolean): void;
  /** What is certain of base64 that holds these bytes, at each of the three places where they can begin; both alphabets. */
  base64(bytes: Uint8Array): void;
}

/** Writes all spellings of a string; of one that is too short, none. `token`: a string of the machine's, of which letters are never exchanged. */
export function spell(value: string, token: boolean, put: Spellings): void {
  const well = value.toWellFormed().trim();
  const raw = token ? [well] : casesOf(well);
  // Any mixture of letters of a short one stands in salts by chance: 32 times as often for each letter but the first.
  const exact = token || utf8(well).length < CLOSELY;
  for (const form of exact ? raw : new Set(raw.map(smallAscii))) {
    if (utf8(form).length < SHORTEST) continue;
    for (const one of escapes(form)) put.text(one, exact);
    if (!token && NOT_ASCII.test(form)) for (const one of numbered(form, false)) put.text(one, false);
    for (const little of [true, false]) put.bytes(wide(form, little), exact);
  }
  for (const form of raw) {
    const bytes = utf8(form);
    if (bytes.length < SHORTEST) continue;
    put.text(toHex(bytes), false);
    if (!token) {
      for (const one of numbered(form, true)) put.text(one, false);
      for (const little of [true, false]) put.base64(wide(form, little));
    }
    for (const one of new Set([form, encodeURIComponent(form), JSON.stringify(form).slice(1, -1)]))
      put.base64(utf8(one));
  }
}

/** Letters and figures that no escaping touches. */
const PLAIN = /^[\w.~-]*$/;
const NOT_ASCII = /[^\0-\x7f]/;

/** As written, composed and decomposed, in small and large letters, and with one large first: handles are the same in each. */
const casesOf = (value: string): string[] => [
  ...new Set(
    [value, value.toLowerCase(), value.toUpperCase(), capitalised(value)].flatMap((one) => [
      one,
      one.normalize("NFC"),
      one.normalize("NFD"),
    ]),
  ),
];

const capitalised = (value: string): string =>
  value
    .toLowerCase()
    .replace(/(^|[^\p{L}\p{M}\p{N}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());

/** Escaping leaves ASCII letters alone, or writes figures in them: what differs in them alone is one needle. */
const smallAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** As text, and as JSON, HTML, addresses and forms write it. */
function escapes(value: string): Set<string> {
  if (PLAIN.test(value)) return new Set([value]);
  const percent = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const unicode = json.replace(/[^\0-\x7f]/g, u);
  const html = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return new Set([
    value,
    percent,
    small(percent),
    percent.replaceAll("%20", "+"),
    small(percent).replaceAll("%20", "+"),
    encodeURIComponent(percent),
    encodeURI(value),
    small(encodeURI(value)),
    value.replace(/\s/g, "+"),
    value.replace(/\s/g, "\u00a0"),
    value.replace(/\s/g, "&nbsp;"),
    json,
    json.replaceAll("/", "\\/"),
    json.replace(/[&<>='"]/g, u),
    unicode,
    unicode.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
    unicode.replaceAll("/", "\\/"),
    JSON.stringify(json).slice(1, -1),
    JSON.stringify(unicode).slice(1, -1),
    html,
    html.replaceAll('"', "&quot;"),
    html.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
  ]);
}

/** By number: all letters, or all but ASCII. */
function* numbered(value: string, all: boolean): Generator<string> {
  const by = (write: (code: number) => string) => {
    let out = "";
    for (const char of value) out += all || char > "\x7f" ? write(char.codePointAt(0) ?? 0) : char;
    return out;
  };
  yield by((code) => `&#${code};`);
  yield by((code) => `&#x${code.toString(16)};`);
  yield by((code) => `\\u{${code.toString(16)}}`);
  if (!all) return;
  yield u(value);
  let percent = "";
  for (const byte of utf8(value)) percent += `%${byte.toString(16).padStart(2, "0")}`;
  yield percent;
}

function u(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; at++) out += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return out;
}

const small = (percent: string): string => percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** UTF-16. */
function wide(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[2 * at + (little ? 0 : 1)] = unit & 0xff;
    bytes[2 * at + (little ? 1 : 0)] = unit >> 8;
  }
  return bytes;
}
