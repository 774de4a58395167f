/** Which part of a post can be seen now, free of the headers and bars that a page keeps in front while it scrolls. */
import { parentOf } from "../platforms/unclobbered.ts";

export interface Band {
  top: number;
  bottom: number;
}

const STEP = 12;
/** Hit tests round to whole pixels: the outermost ones of a post may belong to its neighbour. */
const EDGE = 1.5;

/**
 * The tallest run of rows in `within` where `covered(y)` is false; edges exact to half a pixel. Null: there is none.
 * `covered` is asked for every 12 px and then halved in on, so that a bar thinner than 12 px may be missed.
 */
export function freeBand(within: Band, covered: (y: number) => boolean): Band | null {
  const rows: number[] = [];
  for (let y = within.top + EDGE; y < within.bottom - EDGE; y += STEP) rows.push(y);
  if (within.bottom - within.top > 2 * EDGE) rows.push(within.bottom - EDGE);
  let best: Band | null = null;
  let from: number | null = null;
  rows.forEach((y, index) => {
    const free = !covered(y);
    if (free && from === null) from = index === 0 ? within.top : edge(rows[index - 1] ?? y, y, covered);
    const last = index === rows.length - 1;
    if (from !== null && (!free || last)) {
      const to = free ? within.bottom : edge(y, rows[index - 1] ?? y, covered);
      if (!best || to - from > best.bottom - best.top) best = { top: from, bottom: to };
      from = null;
    }
  });
  return best;
}

/** Halves in on the row where cover ends; `coveredAt` is covered, `freeAt` is not. Gives a free row next to it. */
function edge(coveredAt: number, freeAt: number, covered: (y: number) => boolean): number {
  let inside = coveredAt;
  let outside = freeAt;
  while (Math.abs(outside - inside) > 0.5) {
    const middle = (inside + outside) / 2;
    if (covered(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** True where something that is neither the post, nor in it, nor around it lies over it at this row. */
export function coveredAt(element: Element, left: number, right: number, y: number): boolean {
  const document = element.ownerDocument;
  // Of a whole page all is inside: what it keeps in front while it scrolls hides what comes up behind it.
  if (element === document.body)
    return (
      (document.defaultView?.scrollY ?? 0) > 0 && isPinned(document.elementFromPoint((left + right) / 2, y))
    );
  const columns = [0.04, 0.5, 0.96].map((part) => left + (right - left) * part);
  return columns.some((x) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && !element.contains(hit) && !hit.contains(element);
  });
}

function isPinned(element: Element | null): boolean {
  const window = element?.ownerDocument.defaultView;
  for (let at = element; at && window; at = parentOf(at))
    if (/^(?:fixed|sticky)$/.test(window.getComputedStyle(at).position)) return true;
  return false;
}
