/**
 * Selector ladders: what a site's markup looked like, as dated data. The first rung that holds wins and is named in
 * the record, so that a drift shows as another rung long before it shows as a loss.
 */

/** Plain data (a partner's rule pack carries the same). `proof`: the recorded file or fixture that shows the rung holding. */
export interface Rung {
  name: string;
  /** Month the markup was first seen, `2025-10`. */
  since: string;
  selector: string;
  proof: string;
}
export type Ladder = readonly Rung[];

/** What a rule pack adds to a ladder: rungs tried before the built-in ones, and after them. */
export interface MoreRungs {
  before?: readonly Rung[] | undefined;
  after?: readonly Rung[] | undefined;
}

/** Ladders that a rule pack has made longer, by the built-in ladder. One pack at a time is in force in a page. */
const extended = new Map<Ladder, Ladder>();
const joined = new Map<Ladder, string>();

/** Puts rungs before and after the built-in ones, instead of what was added to this ladder before. */
export function extend(ladder: Ladder, { before = [], after = [] }: MoreRungs): void {
  joined.clear();
  extended.set(ladder, [...before, ...ladder, ...after]);
}

/** Takes away all that `extend` added: the built-in ladders stand. */
export function builtInOnly(): void {
  joined.clear();
  extended.clear();
}

/** The rungs in force. */
export const rungsOf = (ladder: Ladder): Ladder => extended.get(ladder) ?? ladder;

export interface Held {
  element: Element;
  rung: string;
}

/** First element under `root` (document order) of the first rung that has one which `accept` takes; null if none holds. */
export function climb(ladder: Ladder, root: ParentNode, accept?: (element: Element) => boolean): Held | null {
  for (const { name, selector } of rungsOf(ladder))
    for (const element of root.querySelectorAll(selector))
      if (!accept || accept(element)) return { element, rung: name };
  return null;
}

/** All elements of the first rung that holds at all, in document order; an empty list if none holds. */
export function climbAll(ladder: Ladder, root: ParentNode, accept?: (element: Element) => boolean): Held[] {
  for (const { name, selector } of rungsOf(ladder)) {
    const held = [...root.querySelectorAll(selector)].filter((element) => !accept || accept(element));
    if (held.length > 0) return held.map((element) => ({ element, rung: name }));
  }
  return [];
}

/** One selector that takes what any rung takes. Asked for anew at each use: a rule pack may have come since. */
export function anyOf(ladder: Ladder): string {
  const known = joined.get(ladder);
  if (known !== undefined) return known;
  const all = rungsOf(ladder)
    .map((rung) => rung.selector)
    .join(",");
  joined.set(ladder, all);
  return all;
}

/** The rung on which `element` itself stands, or null. */
export const rungOf = (ladder: Ladder, element: Element): string | null =>
  rungsOf(ladder).find((rung) => element.matches(rung.selector))?.name ?? null;
