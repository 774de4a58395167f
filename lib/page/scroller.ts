/** The box that moves a post up and down: the window, or a scrolling box inside the page (a dialog). */
import { parentOf } from "../platforms/unclobbered.ts";
import type { Band } from "./band.ts";

export interface Scroller {
  /** What of the window it shows, in viewport coordinates. */
  view(): Band & { left: number; right: number };
  by(pixels: number): void;
  /** True for the window itself, false for a box inside the page. */
  readonly isWindow: boolean;
  /** Puts everything back exactly where it was. */
  restore(): void;
}

/** The nearest box around `element` that scrolls vertically. Scrolling is the only thing we ever do to a page, and it is undone. */
export function scrollerOf(element: Element): Scroller {
  const document = element.ownerDocument;
  const window = document.defaultView;
  if (!window) throw new TypeError("an element without a window does not scroll");
  const root = document.scrollingElement ?? document.documentElement;
  let box: Element = root;
  for (let at = parentOf(element); at && at !== root && at !== document.body; at = parentOf(at)) {
    const scrolls = /^(auto|scroll|overlay)$/.test(window.getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight + 1) {
      box = at;
      break;
    }
  }
  const before = { top: box.scrollTop, left: box.scrollLeft, x: window.scrollX, y: window.scrollY };
  return {
    isWindow: box === root,
    view: () => {
      const width = document.documentElement.clientWidth;
      const height =
        window.innerHeight - (root.scrollWidth > width ? window.innerHeight - root.clientHeight : 0);
      if (box === root) return { left: 0, right: width, top: 0, bottom: height };
      const inner = box.getBoundingClientRect();
      const top = inner.top + box.clientTop;
      const left = inner.left + box.clientLeft;
      return {
        left: Math.max(0, left),
        right: Math.min(width, left + box.clientWidth),
        top: Math.max(0, top),
        bottom: Math.min(height, top + box.clientHeight),
      };
    },
    // `instant`: pages that ask for smooth scrolling would still be moving while the picture is taken.
    by: (pixels) => box.scrollBy({ top: pixels, behavior: "instant" }),
    restore: () => {
      box.scrollTo({ top: before.top, left: before.left, behavior: "instant" });
      window.scrollTo({ top: before.y, left: before.x, behavior: "instant" });
    },
  };
}
