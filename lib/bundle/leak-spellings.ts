/** How one string can stand in a file: every usual encoding, as the bytes to look for. */
import { toHex, utf8 } from "../evidence/bytes.ts";

/** Shorter spellings occur in compressed bytes by chance: one of 4 bytes in every 400th picture of 10 MB. */
export const SHORTEST = 6;

/**
 * All spellings of a string, each once, as binary text (one character a byte). Of one that is too short: none.
 * `token`: a string of the machine's, of which letters are never exchanged.
 */
export function spellingsOf(value: string, token = false): string[] {
  const well = value.toWellFormed().trim();
  const out = new Set<string>();
  const add = (text: string): void => {
    const bytes = utf8(text);
    if (bytes.length >= SHORTEST) out.add(binary(bytes));
  };
  const addBase64 = (bytes: Uint8Array): void => {
    if (bytes.length >= SHORTEST) for (const core of base64Cores(bytes)) add(core);
  };
  for (const form of token ? [well] : forms(well)) {
    const bytes = utf8(form);
    if (bytes.length < SHORTEST) continue;
    const written = escapes(form);
    for (const one of written) add(one);
    if (!token) for (const one of entities(form)) add(one);
    for (const one of new Set([form, encodeURIComponent(form), JSON.stringify(form).slice(1, -1)]))
      addBase64(utf8(one));
    for (const hex of [toHex(bytes), toHex(bytes).toUpperCase()]) add(hex);
    for (const little of [true, false]) {
      const units = wide(form, little);
      out.add(binary(units));
      if (!token) addBase64(units);
    }
  }
  return [...out];
}

/** As written, composed and decomposed, and in small and large letters: handles are the same in each. */
const forms = (value: string): Set<string> =>
  new Set(
    [value, value.toLowerCase(), value.toUpperCase()].flatMap((one) => [
      one,
      one.normalize("NFC"),
      one.normalize("NFD"),
    ]),
  );

/** As text, and as JSON, HTML, addresses and forms write it. */
function escapes(value: string): Set<string> {
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

/** With its letters, or all but ASCII, by number. */
function* entities(value: string): Generator<string> {
  const by = (write: (code: number) => string, all: boolean) =>
    [...value].map((char) => (all || char > "\x7f" ? write(char.codePointAt(0) ?? 0) : char)).join("");
  for (const all of [false, true]) {
    yield by((code) => `&#${code};`, all);
    yield by((code) => `&#x${code.toString(16)};`, all);
    yield by((code) => `&#x${code.toString(16).toUpperCase()};`, all);
    yield by((code) => `\\u{${code.toString(16)}}`, all);
  }
  yield [...value].map(u).join("");
  yield [...utf8(value)].map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`).join("");
}

const u = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

const small = (percent: string): string => percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** What is certain of base64 that holds these bytes, at each of the three places where they can begin; both alphabets. */
export function base64Cores(bytes: Uint8Array): string[] {
  const text = binary(bytes);
  return [0, 1, 2].flatMap((shift) => {
    const whole = btoa("\0".repeat(shift) + text).replace(/=+$/, "");
    const core = whole.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + bytes.length) * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** UTF-16. */
function wide(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little);
  return new Uint8Array(view.buffer);
}

function binary(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
