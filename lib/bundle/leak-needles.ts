/** Needles one after the other in one piece of memory: a person's few thousand strings have some hundred thousand spellings. */
import { SHORTEST, type Spellings } from "./leak-spellings.ts";

/** `start[n]` to `start[n + 1]` are the bytes of needle `n`; those that are not `exact` are in small letters. */
export interface Packed {
  count: number;
  bytes: Uint8Array;
  start: Uint32Array;
  exact: Uint8Array;
  /** The number of the string that it spells. */
  of: Uint32Array;
  longest: number;
}

export interface Packing extends Spellings {
  /** What comes next spells this string. */
  begin(of: number): void;
  readonly count: number;
  packed(): Packed;
}

const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const [PLUS, MINUS, SLASH, LINE] = [0x2b, 0x2d, 0x2f, 0x5f];

/** Small letters for large ones, bytes above ASCII as they are. */
export const SMALL: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

/** An empty pack to write spellings into. */
export function packing(): Packing {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1 << 16);
  let at = 0;
  let string = 0;
  const [start, exacts, of]: [number[], number[], number[]] = [[0], [], []];
  let longest = 0;

  const room = (more: number): void => {
    if (at + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(at + more, 2 * bytes.length));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  };
  const end = (length: number, exact: boolean): void => {
    if (length < SHORTEST) return;
    if (!exact) lower(bytes, at, at + length);
    at += length;
    longest = Math.max(longest, length);
    start.push(at);
    exacts.push(exact ? 1 : 0);
    of.push(string);
  };
  const base64At = (shift: number, from: Uint8Array): void => {
    room(Math.ceil((8 / 3) * (from.length + 2)));
    const length = writeCore(from, shift, bytes, at);
    const marked = length >= SHORTEST && copyForAddresses(bytes, at, at + length);
    end(length, true);
    if (marked) end(length, true);
  };

  return {
    begin: (next) => {
      string = next;
    },
    text: (text, exact) => {
      room(3 * text.length);
      end(encoder.encodeInto(text, bytes.subarray(at)).written, exact);
    },
    bytes: (more, exact) => {
      room(more.length);
      bytes.set(more, at);
      end(more.length, exact);
    },
    base64: (from) => {
      if (from.length >= SHORTEST) for (const shift of [0, 1, 2]) base64At(shift, from);
    },
    get count() {
      return of.length;
    },
    packed: () => ({
      count: of.length,
      bytes: bytes.subarray(0, at),
      start: Uint32Array.from(start),
      exact: Uint8Array.from(exacts),
      of: Uint32Array.from(of),
      longest,
    }),
  };
}

/** Large letters become small ones. */
function lower(bytes: Uint8Array, from: number, to: number): void {
  for (let index = from; index < to; index++) bytes[index] = SMALL[bytes[index] ?? 0] ?? 0;
}

/** The base64 letters that depend on `from` alone, where it stands `shift` bytes after a group of three begins; gives how many. */
function writeCore(from: Uint8Array, shift: number, to: Uint8Array, at: number): number {
  const first = Math.ceil((shift * 4) / 3);
  const length = Math.floor(((shift + from.length) * 8) / 6) - first;
  for (let index = 0, bit = 6 * first - 8 * shift; index < length; index++, bit += 6) {
    const pair = ((from[bit >> 3] ?? 0) << 8) | (from[(bit >> 3) + 1] ?? 0);
    to[at + index] = ALPHABET[(pair >> (10 - (bit & 7))) & 63] ?? 0;
  }
  return length;
}

/** Writes the same letters once more behind, in the alphabet of addresses; false where that is no other. */
function copyForAddresses(bytes: Uint8Array, from: number, to: number): boolean {
  let other = false;
  for (let index = from; index < to; index++) {
    const letter = bytes[index] ?? 0;
    other ||= letter === PLUS || letter === SLASH;
    bytes[to + index - from] = letter === PLUS ? MINUS : letter === SLASH ? LINE : letter;
  }
  return other;
}
