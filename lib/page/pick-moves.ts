/** Where the arrow keys lead from a chosen element. Pure: boxes are asked of the caller. */
import { parentOf } from "../platforms/unclobbered.ts";
import type { Rect } from "./wire.ts";

export type Move = "out" | "in" | "back" | "on";

/** By `KeyboardEvent.key`. */
export const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: "out",
  ArrowDown: "in",
  ArrowLeft: "back",
  ArrowRight: "on",
};

/** The box of an element, CSS pixels; null where it has none (hidden, `display: contents`). */
export type BoxOf = (element: Element) => Rect | null;

/**
 * The next choice, or `from` itself where there is none. A step always shows: elements that are exactly as large as
 * the one before are passed over, as pages nest many such boxes. `trail`: choices left by going out, last one last; changed.
 */
export function moved(from: Element, move: Move, trail: Element[], boxOf: BoxOf): Element {
  if (move === "out") {
    const next = outOf(from, boxOf);
    if (next !== from) trail.push(from);
    return next;
  }
  if (move === "in") {
    const back = trail.pop();
    return back?.isConnected && from.contains(back) && boxOf(back) ? back : into(from, boxOf);
  }
  trail.length = 0;
  return beside(from, move, boxOf);
}

function outOf(from: Element, boxOf: BoxOf): Element {
  const body = from.ownerDocument.body;
  if (from === body) return from;
  for (let at = parentOf(from); at; at = parentOf(at)) {
    if (at === body) return at;
    const box = boxOf(at);
    if (box && !same(box, boxOf(from))) return at;
  }
  return from;
}

function into(from: Element, boxOf: BoxOf): Element {
  for (let at = from; ; ) {
    const next = boxed(at, boxOf)[0];
    if (!next) return from;
    if (!same(boxOf(next), boxOf(from))) return next;
    at = next;
  }
}

function beside(from: Element, move: "back" | "on", boxOf: BoxOf): Element {
  const body = from.ownerDocument.body;
  let outermost = from;
  for (let at: Element | null = from; at && at !== body; at = parentOf(at)) {
    const around = parentOf(at);
    if (!around) return from;
    const box = boxOf(at);
    // A box around one child alone has no neighbours of its own: those of the box are meant.
    if (box && !same(box, boxOf(from))) return from;
    if (box) outermost = at;
    const row = boxed(around, boxOf);
    const place = row.indexOf(outermost);
    const next = place < 0 ? undefined : row[place + (move === "on" ? 1 : -1)];
    if (next) return next;
  }
  return from;
}

/** Children that have a box; where one has none, those inside it. */
const boxed = (element: Element, boxOf: BoxOf): Element[] =>
  [...element.children].flatMap((child) => (boxOf(child) ? [child] : boxed(child, boxOf)));

const same = (a: Rect | null, b: Rect | null): boolean =>
  a !== null &&
  b !== null &&
  Math.abs(a.x - b.x) <= 1 &&
  Math.abs(a.y - b.y) <= 1 &&
  Math.abs(a.width - b.width) <= 1 &&
  Math.abs(a.height - b.height) <= 1;
