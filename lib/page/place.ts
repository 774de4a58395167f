/** Where the button stands on a post: top right, but not on the platform's own controls and, if it can be had, not on words. */

import { asked } from "../platforms/unclobbered.ts";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The window's inside, CSS pixels. */
export interface View {
  width: number;
  height: number;
}

/** Distance of the button's left top corner from the post's right top corner, in CSS pixels. */
export interface Spot {
  fromRight: number;
  fromTop: number;
}

/** What of a post stands at a point. */
export type Ground = "free" | "words" | "control";

const EDGE = 8;
const GAP = 6;

/** Candidate spots, best first: along the top edge from the right, then down the right edge. */
export function candidates(size: number, post: Box): Spot[] {
  const along = [0, 1, 2, 3].map((n) => ({ fromRight: EDGE + size + n * (size + GAP), fromTop: EDGE }));
  const down = [1, 2].map((n) => ({ fromRight: EDGE + size, fromTop: EDGE + n * (size + GAP) }));
  const width = post.right - post.left;
  const height = post.bottom - post.top;
  const inside = [...along, ...down].filter(
    (spot) =>
      spot.fromRight <= Math.max(width - EDGE, EDGE + size) &&
      spot.fromTop + size <= Math.max(height, size + EDGE),
  );
  return inside.length > 0 ? inside : [{ fromRight: EDGE + size, fromTop: EDGE }];
}

/** The first free spot, else one on words, else the corner. */
export function chooseSpot(size: number, post: Box, ground: (x: number, y: number) => Ground): Spot {
  const spots = candidates(size, post);
  let worded: Spot | null = null;
  for (const spot of spots) {
    const found = worstGround(spot, size, post, ground);
    if (found === "free") return spot;
    if (found === "words") worded ??= spot;
  }
  return worded ?? spots[0] ?? { fromRight: EDGE + size, fromTop: EDGE };
}

function worstGround(spot: Spot, size: number, post: Box, ground: (x: number, y: number) => Ground): Ground {
  const x = post.right - spot.fromRight;
  const y = post.top + spot.fromTop;
  const columns = [x + size / 2, x + 3, x + size - 3];
  const grounds = columns.map((column) => ground(column, y + size / 2));
  return grounds.find((one) => one === "control") ?? grounds.find((one) => one === "words") ?? "free";
}

const CONTROLS =
  "a[href],button,input,select,textarea,summary,video,audio,iframe,[role=button],[role=link],[role=tab],[role=menuitem],[tabindex='0'],[contenteditable=true]";

/** Nodes, controls and texts looked at in one post; those of its top stand first. */
const NODES_AT_MOST = 3000;
const CONTROLS_AT_MOST = 200;
const TEXTS_AT_MOST = 100;
/** CSS pixels from the post's top within which candidates lie. */
const DEPTH = 160;

/**
 * Reads where a post's controls and words stand. Not by hit tests: those ask every layer of the page (20 ms on a feed
 * of 2,000 posts, 2026-11), this costs what the post holds, and can be asked before the post is in the window.
 */
export function groundOf(post: Element, box: Box): (x: number, y: number) => Ground {
  const near = ({ top, bottom, width }: DOMRect) => width > 0 && bottom > box.top && top < box.top + DEPTH;
  const controls: DOMRect[] = [];
  const words: DOMRect[] = [];
  const range = post.ownerDocument.createRange();
  const walker = post.ownerDocument.createTreeWalker(post, 1 | 4);
  const seen = { nodes: 0, controls: 0, texts: 0 };
  while (seen.nodes++ < NODES_AT_MOST && walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === 1) {
      if (seen.controls >= CONTROLS_AT_MOST || !asked(node as Element, "matches", CONTROLS)) continue;
      seen.controls++;
      controls.push(...[...(node as Element).getClientRects()].filter(near));
    } else if (seen.texts++ < TEXTS_AT_MOST && node.nodeValue?.trim()) {
      range.selectNodeContents(node);
      words.push(...[...range.getClientRects()].filter(near));
    }
  }
  const on = (rects: readonly DOMRect[], x: number, y: number) =>
    rects.some(({ left, right, top, bottom }) => x >= left && x < right && y >= top && y < bottom);
  return (x, y) => (on(controls, x, y) ? "control" : on(words, x, y) ? "words" : "free");
}

/** True where something that is neither the post, nor in it, nor around it lies over it at a point of the window; null outside of the window. */
export function isCovered(post: Element, ours: Element, view: View, x: number, y: number): boolean | null {
  if (x < 0 || y < 0 || x >= view.width || y >= view.height) return null;
  const hit = post.ownerDocument.elementFromPoint(x, y);
  return hit !== null && hit !== ours && !post.contains(hit) && !hit.contains(post);
}
