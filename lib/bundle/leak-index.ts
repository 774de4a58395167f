/**
 * Where needles may stand: each is known by four bytes at each of `STEP` neighbouring offsets in it, one of which falls on a
 * place that is looked at. Of some places in it those whose bytes are shared with the fewest others are taken, for many
 * spellings begin alike.
 */
import { CLOSELY, isPartOfFigures } from "./leak-chance.ts";
import { type Packed, SMALL } from "./leak-needles.ts";
import { SHORTEST } from "./leak-spellings.ts";

export const GRAM = 4;
export const STEP = SHORTEST - GRAM + 1;
/** How far into a needle its rarest bytes are looked for, and when they are rare enough. */
const LOOK = 400;
const FEW = 24;
/** Bits of the number of a counter. */
const COUNTERS = 21;
/** Four bytes at a time, as if all letters were small: what this also takes for equal is told apart afterwards. */
const FOLD = 0x20202020;
/** An odd number by which a product's upper bits depend on all lower ones (Knuth, TAOCP 6.4). */
const SPREAD = 0x9e3779b1;

export interface Index {
  /** Calls `hit` with the number of the string of each needle that stands in these bytes as a whole. */
  through(bytes: Uint8Array, hit: (of: number) => void): void;
}

/** Four bytes, folded. */
const gramAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24) |
  FOLD;

/** An index over needles, each of `SHORTEST` bytes at least. */
export function indexOf(needles: Packed): Index {
  const { count, bytes, start } = needles;
  // Sixteen bits of the sieve for each entry, at most 2 MB, which caches hold; two entries for each chain.
  const bits = Math.min(24, Math.max(12, Math.ceil(Math.log2(count * STEP * 16 + 1))));
  const shift = 32 - bits;
  const sieve = new Uint8Array(2 ** (bits - 3));
  const chainShift = 32 - Math.min(22, Math.max(8, Math.ceil(Math.log2(count * STEP + 1)) - 1));
  const chains = new Int32Array(2 ** (32 - chainShift)).fill(-1);
  const next = new Int32Array(count * STEP);
  const grams = new Int32Array(count * STEP);
  const first = firsts(needles);
  for (let needle = 0; needle < count; needle++)
    for (let step = 0; step < STEP; step++) {
      const gram = gramAt(bytes, (start[needle] ?? 0) + (first[needle] ?? 0) + step);
      const spread = Math.imul(gram, SPREAD);
      const slot = spread >>> shift;
      sieve[slot >> 3] = (sieve[slot >> 3] ?? 0) | (1 << (slot & 7));
      const [entry, chain] = [needle * STEP + step, spread >>> chainShift];
      grams[entry] = gram;
      next[entry] = chains[chain] ?? -1;
      chains[chain] = entry;
    }
  return {
    through: (text, hit) => {
      const end = text.length - GRAM;
      for (let place = 0; place <= end; place += STEP) {
        const gram = gramAt(text, place);
        const spread = Math.imul(gram, SPREAD);
        const slot = spread >>> shift;
        if (((sieve[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) continue;
        for (let entry = chains[spread >>> chainShift] ?? -1; entry >= 0; entry = next[entry] ?? -1) {
          if (grams[entry] !== gram) continue;
          const needle = Math.floor(entry / STEP);
          const rare = first[needle] ?? 0;
          if (standsAt(text, place - rare - (entry % STEP), needles, needle, rare))
            hit(needles.of[needle] ?? 0);
        }
      }
    },
  };
}

/** For each needle the first of `STEP` neighbouring offsets whose bytes few others share, by a rough count of all. */
function firsts({ count, bytes, start }: Packed): Uint32Array {
  const shared = new Uint8Array(2 ** COUNTERS);
  const aside = 32 - COUNTERS;
  for (let needle = 0; needle < count; needle++) {
    const begin = start[needle] ?? 0;
    const end = Math.min(begin + LOOK, start[needle + 1] ?? 0);
    let gram = gramAt(bytes, begin);
    for (let at = begin + GRAM; at <= end; at++) {
      const slot = Math.imul(gram, SPREAD) >>> aside;
      const before = shared[slot] ?? 0;
      if (before < 255) shared[slot] = before + 1;
      gram = (gram >>> 8) | ((bytes[at] ?? 0) << 24) | FOLD;
    }
  }
  const first = new Uint32Array(count);
  for (let needle = 0; needle < count; needle++) {
    const begin = start[needle] ?? 0;
    const end = Math.min(begin + LOOK, start[needle + 1] ?? 0);
    let gram = gramAt(bytes, begin);
    let [least, before, between] = [Number.POSITIVE_INFINITY, 0, 0];
    for (let at = begin + GRAM; at <= end && least > FEW; at++) {
      const now = shared[Math.imul(gram, SPREAD) >>> aside] ?? 0;
      const sum = before + between + now;
      const offset = at - GRAM - begin - STEP + 1;
      if (offset >= 0 && sum < least) {
        least = sum;
        first[needle] = offset;
      }
      before = between;
      between = now;
      gram = (gram >>> 8) | ((bytes[at] ?? 0) << 24) | FOLD;
    }
  }
  return first;
}

/** `rare`: where its rarest bytes begin; they are compared before all others, for needles that begin alike lie in one chain. */
function standsAt(text: Uint8Array, at: number, needles: Packed, needle: number, rare: number): boolean {
  const begin = needles.start[needle] ?? 0;
  const length = (needles.start[needle + 1] ?? 0) - begin;
  if (at < 0 || at + length > text.length) return false;
  const strict = needles.exact[needle] === 1;
  return (
    same(text, at + rare, needles.bytes, begin + rare, SHORTEST, strict) &&
    same(text, at, needles.bytes, begin, length, strict) &&
    !(length < CLOSELY && isPartOfFigures(text, at, length))
  );
}

function same(
  text: Uint8Array,
  at: number,
  bytes: Uint8Array,
  begin: number,
  length: number,
  strict: boolean,
): boolean {
  for (let index = 0; index < length; index++) {
    const byte = text[at + index] ?? 0;
    if ((strict ? byte : SMALL[byte]) !== bytes[begin + index]) return false;
  }
  return true;
}
