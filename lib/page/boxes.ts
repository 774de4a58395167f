/**
 * Where elements stand, asked without making the browser lay out the page: an IntersectionObserver tells the box that
 * the last frame had anyway. `getBoundingClientRect` in a growing feed cost as much as all its posts together (2026-11).
 */

export interface Boxes {
  /** Asks for these, once; the answer comes after the next frame, all of one frame together. */
  ask(elements: Iterable<Element>): void;
  stop(): void;
}

/** What one frame showed: boxes in CSS pixels from the viewport's left top corner, and the viewport's own size. */
export interface Frame {
  boxOf(element: Element): DOMRectReadOnly | undefined;
  view: { width: number; height: number };
}

export function makeBoxes(window: Window & typeof globalThis, onFrame: (frame: Frame) => void): Boxes {
  const observer = new window.IntersectionObserver((entries) => {
    const boxes = new Map<Element, DOMRectReadOnly>();
    for (const { target, boundingClientRect } of entries) {
      boxes.set(target, boundingClientRect);
      observer.unobserve(target);
    }
    const view = entries[0]?.rootBounds ?? { width: window.innerWidth, height: window.innerHeight };
    onFrame({ boxOf: (element) => boxes.get(element), view });
  });
  return {
    ask: (elements) => {
      // An element that is observed anew is told of anew, whether it crossed an edge or not.
      for (const element of elements) {
        observer.unobserve(element);
        observer.observe(element);
      }
    },
    stop: () => observer.disconnect(),
  };
}
