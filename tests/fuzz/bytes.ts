/** Mutations of a file as mere bytes: what a bad disk, a cut connection or a clumsy hand does. */
import { concat } from "../../lib/evidence/bytes.ts";
import type { Sample } from "./corpus.ts";
import type { Dice } from "./dice.ts";

/** A mutated file, and in words what was done to it. */
export interface Mutant {
  bytes: Uint8Array<ArrayBuffer>;
  what: string;
  /** Only the signature over the list of files was made anew: nothing is to be found. */
  unchanged?: boolean;
}
type ByteMutation = (bytes: Uint8Array<ArrayBuffer>, dice: Dice, other: Sample) => Mutant;

const range = (length: number, dice: Dice): [number, number] => {
  const from = dice.roll(length);
  return [from, Math.min(length, from + 1 + dice.roll(dice.pick([1, 8, 64, 4096])))];
};

/** Where no file's content stands: headers, descriptors, directory, end. Single bytes of these are worth most. */
function thinPlaces(bytes: Uint8Array): number[] {
  const places: number[] = [];
  for (let at = 0; at + 4 < bytes.length; at++) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || (bytes[at + 2] ?? 9) > 8) continue;
    for (let next = at; next < Math.min(bytes.length, at + 50); next++) places.push(next);
  }
  return places;
}

/** Values that headers are read wrongly with. */
const EDGES: readonly number[][] = [
  [0],
  [0xff],
  [0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
  [1],
  [8],
];

export const BYTE_MUTATIONS: Readonly<Record<string, ByteMutation>> = {
  flip(bytes, dice) {
    const copy = bytes.slice();
    const at = Array.from({ length: dice.pick([1, 1, 1, 2, 4]) }, () => dice.roll(copy.length));
    for (const place of at) copy[place] = (copy[place] ?? 0) ^ (1 + dice.roll(255));
    return { bytes: copy, what: `flips bytes ${at}` };
  },
  field(bytes, dice) {
    const copy = bytes.slice();
    const at = dice.pick(thinPlaces(bytes));
    const edge = dice.roll(3) === 0 ? [dice.roll(256)] : dice.pick(EDGES);
    copy.set(edge.slice(0, copy.length - at), at);
    return { bytes: copy, what: `writes ${edge} into the zip's fields at ${at}` };
  },
  cut(bytes, dice) {
    const [from, to] =
      dice.roll(2) === 0 ? [dice.roll(bytes.length), bytes.length] : range(bytes.length, dice);
    return { bytes: concat(bytes.subarray(0, from), bytes.subarray(to)), what: `cuts out ${from} to ${to}` };
  },
  insert(bytes, dice) {
    const at = dice.pick([0, bytes.length, dice.roll(bytes.length)]);
    const more = Uint8Array.from({ length: 1 + dice.roll(40) }, () => dice.roll(256));
    return { bytes: concat(bytes.subarray(0, at), more, bytes.subarray(at)), what: `inserts at ${at}` };
  },
  repeat(bytes, dice) {
    const [from, to] = range(bytes.length, dice);
    return { bytes: concat(bytes.subarray(0, to), bytes.subarray(from)), what: `repeats ${from} to ${to}` };
  },
  splice(bytes, dice, other) {
    const copy = bytes.slice();
    const [from, to] = range(Math.min(bytes.length, other.bytes.length), dice);
    copy.set(other.bytes.subarray(from, to), from);
    return { bytes: copy, what: `takes ${from} to ${to} from ${other.name}` };
  },
  graft(bytes, dice, other) {
    const [at, from] = [dice.roll(bytes.length), dice.roll(other.bytes.length)];
    return {
      bytes: concat(bytes.subarray(0, at), other.bytes.subarray(from)),
      what: `goes on at ${at} with ${other.name} from ${from}`,
    };
  },
};
