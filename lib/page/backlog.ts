/**
 * What was added to a page and not yet looked at, handed on in portions: a page can add a million elements at once, nest them
 * as deep as it likes and throw them out again, and no frame pays for more than one portion of them.
 */
import { asked, parentOf } from "../platforms/unclobbered.ts";

/** Elements of one portion; a whole page of the two sites has some 10,000. */
export const PORTION = 4000;
/** Steps of counting and climbing for one portion, each far cheaper than looking. */
export const STEPS = 32_000;
/** Roots held; beyond them the whole page is gone through instead. */
export const HELD = 20_000;
const CLIMB = 500;

export interface Backlog {
  add(root: Element): void;
  /** The whole page, anew. */
  all(): void;
  /** Roots in the page, none inside another, with at most `PORTION` elements together; what is larger comes in its parts. */
  next(): Element[];
  readonly empty: boolean;
}

export function makeBacklog(document: Document): Backlog {
  const pending = new Set<Element>();
  /** Through a root that is no portion. An iterator, as the DOM itself keeps its place when the page removes nodes. */
  let walk: NodeIterator | null = null;
  let held: Element | null = null;
  let again = false;

  const all = () => {
    pending.clear();
    // A page that changes faster than it can be gone through must not keep the walk at its beginning.
    if (walk?.root === document.documentElement) again = true;
    else {
      walk = held = null;
      pending.add(document.documentElement);
    }
  };

  const next = (): Element[] => {
    const portion: Element[] = [];
    const taken = new Set<Element>();
    let room = PORTION;
    let steps = STEPS;
    /** Elements in `root`, itself among them; `PORTION + 1` for more. */
    const sizeOf = (root: Element) => {
      // The browser counts by itself, and no further than it is asked: a step of ours to each would cost ten times as much.
      const inside = asked(root, "getElementsByTagName", "*");
      const size = inside.item(PORTION - 1) ? PORTION + 1 : inside.length + 1;
      steps -= size;
      return size;
    };
    const take = (root: Element, size: number) => {
      portion.push(root);
      taken.add(root);
      room -= size;
    };
    const isInside = (root: Element) => {
      let above = parentOf(root);
      for (let level = 0; above && level < CLIMB; level++, above = parentOf(above)) {
        steps--;
        if (pending.has(above) || taken.has(above)) return true;
      }
      return false;
    };
    /** Goes on with the walk; false: this portion is full. */
    const goOn = (through: NodeIterator): boolean => {
      while (room > 0 && steps > 0) {
        const node = held ?? (through.nextNode() as Element | null);
        held = null;
        if (!node) return true;
        // Moved while it was held: then it came as an addition of its own.
        if (!node.isConnected || through.referenceNode !== node) continue;
        const size = sizeOf(node);
        if (size > PORTION) continue;
        if (size > room) {
          held = node;
          return false;
        }
        take(node, size);
        steps -= size;
        for (let inside = 1; inside < size; inside++) through.nextNode();
      }
      return false;
    };

    while (room > 0 && steps > 0) {
      if (walk) {
        if (!goOn(walk)) break;
        walk = null;
        if (again) pending.add(document.documentElement);
        again = false;
      }
      const [root] = pending;
      if (!root) break;
      pending.delete(root);
      steps--;
      if (!root.isConnected || isInside(root)) continue;
      const size = sizeOf(root);
      if (size <= room) take(root, size);
      else if (size <= PORTION) {
        pending.add(root);
        break;
      } else walk = document.createNodeIterator(root, 1);
    }
    return portion;
  };

  return {
    add: (root) => {
      if (pending.size < HELD) pending.add(root);
      else all();
    },
    all,
    next,
    get empty() {
      return pending.size === 0 && !walk;
    },
  };
}
