/**
 * The device's clock, watched: an entry of the log never follows a clock that jumped without the log saying so
 * (FORMAT §6.4, 2026-11-23). Two witnesses against it: the entry before, and the clock that only goes forward while
 * this worker lives.
 */
import type { Act } from "../model/act.ts";

/** The clock may gain or lose so much against the steady one before it counts as a jump (FORMAT §6.4). */
export const CLOCK_BOUND_MS = 60_000;

type Jump = Extract<Act, { type: "clock-jump" }>;

const read = () => ({ wall: Date.now(), steady: performance.now() });
let anchor = read();

const instant = (ms: number): string => new Date(ms).toISOString();

/** The time now, and the jump that must be entered first, if there was one. `last`: time of the entry before. */
export function readClock(last: string | undefined): { now: string; jump: Jump | null } {
  const { wall, steady } = read();
  const now = instant(wall);
  const jump = (against: "entry" | "steady", expected: string): Jump => ({
    type: "clock-jump",
    commitment: null,
    detail: { against, clock: now, expected },
  });
  if (last !== undefined && now < last) return { now, jump: jump("entry", last) };
  const expected = anchor.wall + (steady - anchor.steady);
  if (Math.abs(wall - expected) > CLOCK_BOUND_MS) return { now, jump: jump("steady", instant(expected)) };
  return { now, jump: null };
}

/** A jump has been entered: from here on the clock is taken as it stands. Not entered in other logs: the same jump in two would link them. */
export function settleClock(): void {
  anchor = read();
}
