/**
 * Where the witness shows in the picture: their name in words (an own comment), their avatar, what they are writing.
 * Pixels cannot be scrubbed like text, so these places are painted over in the background; the page is not touched.
 */
import { DEPTH_AT_MOST } from "./bounds.ts";
import type { Identifier, Rect } from "./wire.ts";

const DRAFTS = "input:not([type=hidden]),textarea,[contenteditable]:not([contenteditable=false])";

/** Places inside `element`, in CSS pixels from its top left corner. `own`: tells the viewer's pictures; `fields`: what they can write in is covered though nothing stands in it. */
export function masksIn(
  element: Element,
  strings: readonly Identifier[],
  own: (image: Element) => boolean,
  fields = false,
): Rect[] {
  const found: DOMRect[] = [];
  const names = [
    ...new Set(strings.flatMap(({ value }) => [value, value.normalize("NFC"), value.normalize("NFD")])),
  ].filter(Boolean);
  if (names.length > 0) coverWords(element, names, found);
  for (const image of element.querySelectorAll("img,image"))
    if (own(image)) found.push(image.getBoundingClientRect());
  for (const draft of element.querySelectorAll(DRAFTS)) {
    const words = (draft as Partial<HTMLInputElement>).value ?? draft.textContent;
    if (fields || words?.trim()) found.push(draft.getBoundingClientRect());
  }
  const { left, top } = element.getBoundingClientRect();
  return found
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((box) => ({
      x: box.left - left - 1,
      y: box.top - top - 1,
      width: box.width + 2,
      height: box.height + 2,
    }));
}

/** Covers each name where it stands in one text; where it is spread over elements, the smallest element that holds it all. */
function coverWords(element: Element, names: readonly string[], found: DOMRect[], depth = 0): void {
  const held = names.filter((name) => element.textContent?.includes(name));
  if (held.length === 0) return;
  if (depth >= DEPTH_AT_MOST) return void found.push(element.getBoundingClientRect());
  const within = new Set<string>();
  for (const child of element.childNodes) {
    for (const name of held.filter((one) => child.textContent?.includes(one))) within.add(name);
    if (child.nodeType === 3) coverText(child as Text, held, found);
    else if (child.nodeType === 1) coverWords(child as Element, held, found, depth + 1);
  }
  if (held.some((name) => !within.has(name))) {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(element);
    found.push(...range.getClientRects());
  }
}

function coverText(node: Text, names: readonly string[], found: DOMRect[]): void {
  for (const name of names) {
    for (let at = node.data.indexOf(name); at >= 0; at = node.data.indexOf(name, at + 1)) {
      const range = node.ownerDocument.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + name.length);
      found.push(...range.getClientRects());
    }
  }
}
