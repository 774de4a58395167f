/** A repeatable source of chance (mulberry32): the same seed gives the same mutation, on every machine. */
export interface Dice {
  /** An integer from 0 to `most` - 1. */
  roll(most: number): number;
  /** One of the items. Throws where there is none. */
  pick<T>(items: readonly T[]): T;
}

/** Dice of one run of a series: run 7 is the same whether the runs before it were made or not. */
export function diceOf(seed: number, run: number): Dice {
  let state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b);
  const roll = (most: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
  const pick = <T>(items: readonly T[]): T => {
    const item = items[roll(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  return { roll, pick };
}
