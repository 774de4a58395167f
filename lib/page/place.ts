/** Where the button stands on a post: top right, but not on the platform's own controls and, if it can be had, not on words. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Distance of the button's left top corner from the post's right top corner, in CSS pixels. */
export interface Spot {
  fromRight: number;
  fromTop: number;
}

/** What stands at a point of the viewport, under everything of ours. */
export type Ground = "free" | "words" | "control" | "covered" | "outside";

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

/** The first free spot, else one on words, else the corner. Null: none lies in the viewport yet, ask again later. */
export function chooseSpot(size: number, post: Box, ground: (x: number, y: number) => Ground): Spot | null {
  const spots = candidates(size, post);
  const grounds = spots.map((spot) => worstGround(spot, size, post, ground));
  for (const wanted of ["free", "words"] as const) {
    const index = grounds.indexOf(wanted);
    if (index >= 0) return spots[index] ?? null;
  }
  return grounds.some((found) => found === "control") ? (spots[0] ?? null) : null;
}

function worstGround(spot: Spot, size: number, post: Box, ground: (x: number, y: number) => Ground): Ground {
  const order: Ground[] = ["free", "words", "control", "covered", "outside"];
  const x = post.right - spot.fromRight;
  const y = post.top + spot.fromTop;
  const points = [
    [x + size / 2, y + size / 2],
    [x + 3, y + size / 2],
    [x + size - 3, y + size / 2],
  ] as const;
  return points
    .map(([px, py]) => ground(px, py))
    .reduce((a, b) => (order.indexOf(a) > order.indexOf(b) ? a : b));
}

const CONTROLS =
  "a[href],button,input,select,textarea,summary,video,audio,iframe,[role=button],[role=link],[role=tab],[role=menuitem],[tabindex='0'],[contenteditable=true]";

/** Reads the ground of `post` at a point; `ours` hides nothing. */
export function groundOf(post: Element, ours: Element, x: number, y: number): Ground {
  const document = post.ownerDocument;
  const root = document.documentElement;
  if (x < 0 || y < 0 || x >= root.clientWidth || y >= (document.defaultView?.innerHeight ?? 0))
    return "outside";
  const hit = document.elementFromPoint(x, y);
  if (!hit) return "outside";
  if (hit === ours) return "free";
  if (!post.contains(hit)) return hit.contains(post) ? "free" : "covered";
  const control = hit.closest(CONTROLS);
  if (control && control !== post && post.contains(control)) return "control";
  const worded = [...hit.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  return worded ? "words" : "free";
}
