/** Rectangles on a picture, in its own pixels: drawn, moved, resized, always inside it. */
import type { Region } from "../desk.ts";

export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}

/** Smaller ones are slips of the hand. */
const LEAST = 4;
const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The rectangle between two corners; null where it is too small to be meant. */
export function drawn(a: Point, b: Point, picture: Size): Region | null {
  const [left, right] = [a.x, b.x].map((x) => between(Math.round(x), 0, picture.width)).sort((p, q) => p - q);
  const [top, bottom] = [a.y, b.y]
    .map((y) => between(Math.round(y), 0, picture.height))
    .sort((p, q) => p - q);
  const region = {
    x: left ?? 0,
    y: top ?? 0,
    width: (right ?? 0) - (left ?? 0),
    height: (bottom ?? 0) - (top ?? 0),
  };
  return region.width >= LEAST && region.height >= LEAST ? region : null;
}

/** Moved by so many pixels, as far as the picture goes. */
export const moved = (region: Region, by: Point, picture: Size): Region => ({
  ...region,
  x: between(Math.round(region.x + by.x), 0, picture.width - region.width),
  y: between(Math.round(region.y + by.y), 0, picture.height - region.height),
});

/** Its lower right corner moved by so many pixels. */
export const resized = (region: Region, by: Point, picture: Size): Region => ({
  ...region,
  width: between(Math.round(region.width + by.x), Math.min(LEAST, picture.width), picture.width - region.x),
  height: between(
    Math.round(region.height + by.y),
    Math.min(LEAST, picture.height),
    picture.height - region.y,
  ),
});

/** A new one for those who do not draw: a third as wide, at the given height. */
export function placed(picture: Size, y: number): Region {
  const width = Math.max(1, Math.round(picture.width / 3));
  const height = Math.max(1, Math.min(picture.height, Math.round(width / 4)));
  const x = Math.round((picture.width - width) / 2);
  return { x, y: between(Math.round(y), 0, picture.height - height), width, height };
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a key does to a rectangle: arrows move it, with Shift they resize it, with Alt by single pixels; `gone` for Delete; null for other keys. */
export function byKey(
  region: Region,
  { key, shiftKey, altKey }: { key: string; shiftKey: boolean; altKey: boolean },
  picture: Size,
): Region | "gone" | null {
  if (key === "Delete" || key === "Backspace") return "gone";
  const step = STEPS[key];
  if (!step) return null;
  const pace = altKey ? 1 : 10;
  const by = { x: step.x * pace, y: step.y * pace };
  return shiftKey ? resized(region, by, picture) : moved(region, by, picture);
}
