/**
 * Many needles in one pass over bytes that come in chunks. Only every `step`-th place is looked at: each needle is known by
 * four bytes at each of `step` neighbouring offsets, one of which falls on such a place; its rarest ones are taken, for
 * many spellings begin alike.
 */
import { SHORTEST, spellingsOf } from "./leak-spellings.ts";

const GRAM = 4;
const STEP = SHORTEST - GRAM + 1;
/** How far into a needle its rarest bytes are looked for. */
const LOOK = 40;

export interface Wanted {
  value: string;
  /** A string of the machine's, of which letters are never exchanged. */
  token?: boolean;
}

/** Made once for a list of strings; scans as many streams as wanted. */
export interface Needles {
  /** Numbers of the strings that are too short to be looked for in bytes. */
  readonly left: readonly number[];
  /** A fresh scan. `found` is called with the number of a string, once, when it is found. */
  scan(found: (index: number) => void): Scan;
}

export interface Scan {
  /** The next bytes; read now and not kept. */
  see(chunk: Uint8Array): void;
}

interface Spelled {
  bytes: Uint8Array;
  of: number;
}

/** Prepares strings in all their spellings. */
export function needlesOf(wanted: readonly Wanted[]): Needles {
  const spelled = new Map<string, Spelled>();
  const left: number[] = [];
  for (const [of, { value, token }] of wanted.entries()) {
    const spellings = spellingsOf(value, token);
    if (spellings.length === 0) left.push(of);
    for (const spelling of spellings)
      if (!spelled.has(spelling))
        spelled.set(spelling, { of, bytes: Uint8Array.from(spelling, (char) => char.charCodeAt(0)) });
  }
  return { left, scan: scannerOf([...spelled.values()]) };
}

function scannerOf(needles: readonly Spelled[]): Needles["scan"] {
  const longest = needles.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  const { at, sieve, shift } = sieveOf(needles);
  /** Looks for whole occurrences inside these bytes. */
  const through = (bytes: Uint8Array, hit: (needle: Spelled) => void): void => {
    const end = bytes.length - GRAM;
    for (let place = 0; place <= end; place += STEP) {
      const gram = gramAt(bytes, place);
      const slot = Math.imul(gram, SPREAD) >>> shift;
      if (((sieve[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) continue;
      for (const { needle, offset } of at.get(gram) ?? [])
        if (standsAt(bytes, place - offset, needle.bytes)) hit(needle);
    }
  };
  return (found) => {
    const told = new Set<number>();
    let carried = new Uint8Array(0);
    const hit = ({ of }: Spelled): void => {
      if (told.has(of)) return;
      told.add(of);
      found(of);
    };
    return {
      see(chunk) {
        if (needles.length === 0 || chunk.length === 0) return;
        if (carried.length > 0) through(join(carried, chunk.subarray(0, longest - 1)), hit);
        through(chunk, hit);
        const last = chunk.length < longest - 1 ? join(carried, chunk) : chunk;
        carried = last.slice(Math.max(0, last.length - longest + 1));
      },
    };
  };
}

/** An odd number by which a product's upper bits depend on all lower ones (Knuth, TAOCP 6.4). */
const SPREAD = 0x9e3779b1;

interface Place {
  needle: Spelled;
  offset: number;
}

/** Where each needle's four bytes stand in it, and a sieve before that: sixteen bits for each, at most 2 MB, which caches hold. */
function sieveOf(needles: readonly Spelled[]) {
  const seen = new Map<number, number>();
  for (const { bytes } of needles)
    for (let offset = 0; offset < LOOK && offset + GRAM <= bytes.length; offset++) {
      const gram = gramAt(bytes, offset);
      seen.set(gram, (seen.get(gram) ?? 0) + 1);
    }
  const bits = Math.min(24, Math.max(12, Math.ceil(Math.log2(needles.length * STEP * 16 + 1))));
  const shift = 32 - bits;
  const sieve = new Uint8Array(2 ** (bits - 3));
  const at = new Map<number, Place[]>();
  for (const needle of needles) {
    const first = rarest(needle.bytes, seen);
    for (let offset = first; offset < first + STEP; offset++) {
      const gram = gramAt(needle.bytes, offset);
      const slot = Math.imul(gram, SPREAD) >>> shift;
      sieve[slot >> 3] = (sieve[slot >> 3] ?? 0) | (1 << (slot & 7));
      const known = at.get(gram);
      if (known) known.push({ needle, offset });
      else at.set(gram, [{ needle, offset }]);
    }
  }
  return { at, sieve, shift };
}

/** The first of `STEP` neighbouring offsets whose bytes are shared with the fewest others. */
function rarest(bytes: Uint8Array, seen: ReadonlyMap<number, number>): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let first = 0; first + STEP <= LOOK && first + STEP - 1 + GRAM <= bytes.length; first++) {
    let shared = 0;
    for (let offset = first; offset < first + STEP; offset++) shared += seen.get(gramAt(bytes, offset)) ?? 0;
    if (shared < least) [best, least] = [first, shared];
  }
  return best;
}

const gramAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);

function standsAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at < 0 || at + needle.length > bytes.length) return false;
  for (let index = 0; index < needle.length; index++) if (bytes[at + index] !== needle[index]) return false;
  return true;
}

function join(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(before.length + after.length);
  whole.set(before);
  whole.set(after, before.length);
  return whole;
}
