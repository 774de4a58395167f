/** Where outline and label of the picker stand. Pure; CSS pixels of the viewport. */
import type { Rect } from "./wire.ts";

export interface Size {
  width: number;
  height: number;
}

const EDGE = 4;

/** The outline of `box`, kept inside the window so that its lines are always seen. Null: nothing of it is in the window. */
export function outlineOf(box: Rect, view: Size): Rect | null {
  const left = Math.max(box.x, 0);
  const top = Math.max(box.y, 0);
  const right = Math.min(box.x + box.width, view.width);
  const bottom = Math.min(box.y + box.height, view.height);
  if (right - left < 1 || bottom - top < 1) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The label's left top corner: above the outline, else below it, else inside at its top; never outside the window. */
export function labelSpot(outline: Rect, label: Size, view: Size): { x: number; y: number } {
  const x = Math.max(EDGE, Math.min(outline.x, view.width - label.width - EDGE));
  const above = outline.y - label.height - EDGE;
  const below = outline.y + outline.height + EDGE;
  if (above >= EDGE) return { x, y: above };
  if (below + label.height + EDGE <= view.height) return { x, y: below };
  return { x, y: Math.max(EDGE, Math.min(outline.y + EDGE, view.height - label.height - EDGE)) };
}
