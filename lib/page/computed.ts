/** Styles as the browser computed them: what a subject inherits from the page around it, and the fallback where sheets stay closed. */
import { parentOf, real } from "../platforms/unclobbered.ts";

/** Inherited properties (CSS 2.2 to CSS Text 4) that change how a post looks. */
const INHERITED =
  "color font-family font-size font-weight font-style font-stretch font-variant font-feature-settings font-kerning letter-spacing word-spacing text-align text-align-last text-indent text-transform text-shadow text-rendering text-underline-offset white-space white-space-collapse text-wrap-mode word-break overflow-wrap line-break hyphens tab-size direction writing-mode visibility list-style-type list-style-position quotes border-collapse border-spacing color-scheme fill stroke image-rendering -webkit-font-smoothing -webkit-text-size-adjust text-size-adjust font-optical-sizing font-synthesis font-palette".split(
    " ",
  );
/** What else makes the look of one element, for the fallback. */
const OWN =
  "display position top right bottom left float clear z-index box-sizing width height min-width min-height max-width max-height margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left border-top border-right border-bottom border-left border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius background-color background-image background-size background-position background-repeat background-clip box-shadow opacity overflow-x overflow-y flex-direction flex-wrap flex-grow flex-shrink flex-basis align-items align-self align-content justify-content justify-self justify-items order row-gap column-gap grid-template-columns grid-template-rows grid-column grid-row grid-auto-flow transform transform-origin object-fit object-position vertical-align text-decoration text-overflow aspect-ratio clip-path filter mask-image mask-size mask-position isolation outline -webkit-line-clamp -webkit-box-orient".split(
    " ",
  );

/** Inherited properties of `element`, and of its custom properties those named, as declarations. */
export function inheritedStyle(element: Element, customProperties: Iterable<string>): string {
  const style = computedOf(element);
  const lines = declare("line-height", lineHeight(element));
  const custom = [...customProperties].map((name) => declare(name, style.getPropertyValue(name)));
  return [lines, ...INHERITED.map((name) => declare(name, style.getPropertyValue(name))), ...custom].join("");
}

/**
 * A line height written as a number is inherited as that number, computed style shows pixels. Chromium tells it; elsewhere
 * it is a number if elements below, of another font size, keep the ratio (Firefox has no `computedStyleMap`, 2026).
 */
function lineHeight(element: Element): string {
  const told = element.computedStyleMap?.().get("line-height");
  if (told) return String(told);
  const { lineHeight: shown, fontSize } = computedOf(element);
  const ratio = parseFloat(shown) / parseFloat(fontSize);
  if (!Number.isFinite(ratio)) return shown;
  const below = [...element.querySelectorAll("*")].slice(0, 300).map(computedOf);
  const other = below.filter((style) => style.fontSize !== fontSize);
  const kept = other.filter(
    (style) => Math.abs(parseFloat(style.lineHeight) / parseFloat(style.fontSize) - ratio) < 0.01,
  );
  const fixed = other.filter((style) => style.lineHeight === shown);
  return kept.length > fixed.length ? String(ratio) : shown;
}

/** Everything that makes the look of one element, as declarations. */
export function computedAsStyle(element: Element): string {
  const style = computedOf(element);
  return ["line-height", ...INHERITED, ...OWN]
    .map((name) => declare(name, style.getPropertyValue(name)))
    .join("");
}

/** Names of custom properties that CSS text asks for. */
export const customPropertiesIn = (css: string) =>
  new Set([...css.matchAll(/var\(\s*(--[^\s,)]+)/g)].map((match) => String(match[1])));

/** The first colour painted at or above `element`; `null`: nothing but the browser's canvas. */
export function backgroundBehind(element: Element | null): string | null {
  for (let at = element; at; at = parentOf(at)) {
    const colour = computedOf(at).backgroundColor;
    if (colour && colour !== "transparent" && !/[,/]\s*0(\.0+)?\)$/.test(colour)) return colour;
  }
  return null;
}

export function computedOf(element: Element): CSSStyleDeclaration {
  const window = real(element, "ownerDocument").defaultView;
  if (!window) throw new TypeError("an element without a window has no style");
  return window.getComputedStyle(element);
}

const declare = (name: string, value: string) => (value.trim() ? `${name}:${value.trim()};` : "");
