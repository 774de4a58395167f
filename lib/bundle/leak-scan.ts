/** Many needles in one pass over bytes that come in chunks. */
import { indexOf } from "./leak-index.ts";
import { packing } from "./leak-needles.ts";
import { spell } from "./leak-spellings.ts";

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

/** Prepares strings in all their spellings. */
export function needlesOf(wanted: readonly Wanted[]): Needles {
  const packs = packing();
  const left: number[] = [];
  for (const [of, { value, token }] of wanted.entries()) {
    const before = packs.count;
    packs.begin(of);
    spell(value, token ?? false, packs);
    if (packs.count === before) left.push(of);
  }
  const needles = packs.packed();
  const { through } = indexOf(needles);
  const overlap = Math.max(0, needles.longest - 1);
  const scan = (found: (index: number) => void): Scan => {
    const told = new Set<number>();
    let carried: Uint8Array = new Uint8Array(0);
    const hit = (of: number): void => {
      if (told.has(of)) return;
      told.add(of);
      found(of);
    };
    return {
      see(chunk) {
        if (needles.count === 0 || chunk.length === 0) return;
        if (carried.length > 0) through(join(carried, chunk.subarray(0, overlap)), hit);
        through(chunk, hit);
        const last = chunk.length < overlap ? join(carried, chunk) : chunk;
        carried = last.slice(Math.max(0, last.length - overlap));
      },
    };
  };
  return { left, scan };
}

function join(before: Uint8Array, after: Uint8Array): Uint8Array {
  const whole = new Uint8Array(before.length + after.length);
  whole.set(before);
  whole.set(after, before.length);
  return whole;
}
