/** Light or dark: what the page really painted behind the post, not only what the system prefers. */
import { parentOf } from "../platforms/unclobbered.ts";

/** "dark" where the first painted background above `element` is dark. */
export function themeBehind(element: Element): "light" | "dark" {
  const window = element.ownerDocument.defaultView;
  for (let at: Element | null = element; at && window; at = parentOf(at)) {
    const colour = window.getComputedStyle(at).backgroundColor;
    const light = lightness(colour);
    if (light !== null) return light < 0.5 ? "dark" : "light";
  }
  // Nothing is painted: the browser's own canvas, which follows `color-scheme`.
  const scheme = window?.getComputedStyle(element.ownerDocument.documentElement).colorScheme ?? "";
  const prefersDark = window?.matchMedia?.("(prefers-color-scheme: dark)").matches ?? false;
  return scheme.includes("dark") && (prefersDark || !scheme.includes("light")) ? "dark" : "light";
}

/** Perceived lightness 0…1 of a computed colour; null where it is (nearly) transparent or written in an unknown way. */
export function lightness(colour: string): number | null {
  const numbers = [...colour.matchAll(/-?[\d.]+(?:e-?\d+)?%?/g)].map(([text]) =>
    text.endsWith("%") ? parseFloat(text) / 100 : parseFloat(text),
  );
  const [a = 0, b = 0, c = 0, alpha = 1] = numbers;
  if (numbers.length < 3 || alpha < 0.5) return null;
  if (/^(rgb|rgba)\(/.test(colour)) return (0.299 * a + 0.587 * b + 0.114 * c) / 255;
  if (/^(oklch|oklab)\(/.test(colour)) return a;
  if (/^(lch|lab)\(/.test(colour)) return a / 100;
  // "color(srgb r g b / a)"
  if (/^color\((srgb|display-p3)/.test(colour)) {
    const [r = 0, g = 0, blue = 0, opacity = 1] = colour.startsWith("color(display-p3")
      ? numbers.slice(1)
      : numbers;
    return opacity < 0.5 ? null : 0.299 * r + 0.587 * g + 0.114 * blue;
  }
  return null;
}
