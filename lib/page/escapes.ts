/**
 * One pass of undoing escapes (percent, `%u`, HTML entities, JavaScript and JSON) with the way back to the raw text,
 * so that what is found in the plain form is removed from the escaped one, also where the forms are mixed.
 */

/** The kinds of escapes a page mixes: of addresses, of HTML, of scripts. */
const KINDS = [
  /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}/gi,
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp);?/gi,
  /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|["'/\\])/gi,
];
const ANY = new RegExp(KINDS.map(({ source }) => source).join("|"), "gi");

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** A stretch of the decoded text: `at` there, `raw`…`rawEnd` in the source; `literal` stretches map one to one. */
interface Stretch {
  at: number;
  raw: number;
  rawEnd: number;
  literal: boolean;
}

export interface Decoded {
  text: string;
  /** Where in the source the decoded unit at `index` begins, and where it ends. */
  rawStart(index: number): number;
  rawEnd(index: number): number;
}

/** Undoes one level of escapes of all kinds at once. Null: there are none. */
export function decodeEscapes(source: string): Decoded | null {
  return decode(source, ANY);
}

/**
 * Every way of undoing one level: all kinds at once, and, where kinds are mixed, each alone. One pass over all loses
 * `\&quot;` (JSON in HTML): undone together with the `\\` beside it, it can no longer be told which stood for which.
 */
export function decodings(source: string): Decoded[] {
  const alone = KINDS.map((kind) => decode(source, kind)).filter((found) => found !== null);
  const together = alone.length > 1 ? decodeEscapes(source) : null;
  return together ? [together, ...alone] : alone;
}

function decode(source: string, escapes: RegExp): Decoded | null {
  const stretches: Stretch[] = [];
  const out: string[] = [];
  let at = 0;
  let raw = 0;
  const push = (text: string, from: number, to: number, literal: boolean) => {
    if (!text) return;
    stretches.push({ at, raw: from, rawEnd: to, literal });
    out.push(text);
    at += text.length;
  };
  for (const match of source.matchAll(escapes)) {
    push(source.slice(raw, match.index), raw, match.index, true);
    raw = match.index;
    for (const [text, length] of decodeOne(match[0])) {
      push(text, raw, raw + length, false);
      raw += length;
    }
  }
  if (stretches.length === 0 && raw === 0) return null;
  push(source.slice(raw), raw, source.length, true);
  return { text: out.join(""), ...wayBack(stretches) };
}

function wayBack(stretches: Stretch[]): Pick<Decoded, "rawStart" | "rawEnd"> {
  const holding = (index: number): Stretch => {
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.at ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return stretches[low] ?? { at: 0, raw: 0, rawEnd: 0, literal: true };
  };
  return {
    rawStart: (index) => {
      const stretch = holding(index);
      return stretch.literal ? stretch.raw + (index - stretch.at) : stretch.raw;
    },
    rawEnd: (index) => {
      const stretch = holding(index);
      return stretch.literal ? stretch.raw + (index - stretch.at) + 1 : stretch.rawEnd;
    },
  };
}

/** The characters of one escape (a run of percent bytes gives several), each with its length in the source. */
function decodeOne(written: string): [text: string, length: number][] {
  const whole = (code: number): [string, number][] => [
    [code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd", written.length],
  ];
  if (written[0] === "%")
    return written[1]?.toLowerCase() === "u" ? whole(parseInt(written.slice(2), 16)) : percentRun(written);
  if (written[0] === "\\") {
    const kind = written[1];
    if (kind === "u" && written[2] === "{") return whole(parseInt(written.slice(3, -1), 16));
    if ((kind === "u" || kind === "x") && written.length > 2) return whole(parseInt(written.slice(2), 16));
    return [[kind ?? "", written.length]];
  }
  const name = written.replace(/^&|;$/g, "").toLowerCase();
  if (name.startsWith("#x")) return whole(parseInt(name.slice(2), 16));
  if (name.startsWith("#")) return whole(parseInt(name.slice(1), 10));
  return [[NAMED[name] ?? "", written.length]];
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Percent bytes as UTF-8, character by character; a byte that is not UTF-8 stands alone. */
function percentRun(run: string): [string, number][] {
  const bytes = run
    .split("%")
    .slice(1)
    .map((hex) => parseInt(hex, 16));
  const out: [string, number][] = [];
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    const text = character(bytes.slice(index, index + length));
    const taken = text === null ? 1 : length;
    out.push([text ?? "\ufffd", taken * 3]);
    index += taken;
  }
  return out;
}

function character(bytes: number[]): string | null {
  try {
    return UTF8.decode(new Uint8Array(bytes));
  } catch {
    return null; // not UTF-8; its bytes are read one by one
  }
}
