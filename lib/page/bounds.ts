/** How much of a page one capture looks at: bounds, not wishes. A whole page of Facebook has some 10,000 elements, 60 deep. */
import { real } from "../platforms/unclobbered.ts";

export const ELEMENTS_AT_MOST = 25_000;
/** Levels of elements in elements. What is deeper, scripts have made: parsers of HTML stop at 512. */
export const DEPTH_AT_MOST = 700;

/** `root` and the elements in it, in document order, the first `limit` of them. */
export function elementsIn(root: Element, limit: number): Element[] {
  const found = [root];
  const walker = real(root, "ownerDocument").createTreeWalker(root, 1);
  while (found.length < limit && walker.nextNode()) found.push(walker.currentNode as Element);
  return found;
}
