/**
 * Selector ladders: what a site's markup looked like, as dated data. The first rung that holds wins and is named in
 * the record, so that a drift shows as another rung long before it shows as a loss.
 */

/** Plain data (a later signed pack can carry it). `proof`: the recorded file or fixture that shows the rung holding. */
export interface Rung {
  name: string;
  /** Month the markup was first seen, `2025-10`. */
  since: string;
  selector: string;
  proof: string;
}
export type Ladder = readonly Rung[];

export interface Held {
  element: Element;
  rung: string;
}

/** First element under `root` (document order) of the first rung that has one which `accept` takes; null if none holds. */
export function climb(ladder: Ladder, root: ParentNode, accept?: (element: Element) => boolean): Held | null {
  for (const { name, selector } of ladder)
    for (const element of root.querySelectorAll(selector))
      if (!accept || accept(element)) return { element, rung: name };
  return null;
}

/** All elements of the first rung that holds at all, in document order; an empty list if none holds. */
export function climbAll(ladder: Ladder, root: ParentNode, accept?: (element: Element) => boolean): Held[] {
  for (const { name, selector } of ladder) {
    const held = [...root.querySelectorAll(selector)].filter((element) => !accept || accept(element));
    if (held.length > 0) return held.map((element) => ({ element, rung: name }));
  }
  return [];
}

/** One selector that takes what any rung takes. */
export const anyOf = (ladder: Ladder): string => ladder.map((rung) => rung.selector).join(",");

/** The rung on which `element` itself stands, or null. */
export const rungOf = (ladder: Ladder, element: Element): string | null =>
  ladder.find((rung) => element.matches(rung.selector))?.name ?? null;
