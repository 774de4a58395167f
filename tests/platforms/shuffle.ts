/** What a site does to its markup from month to month: other class names, other ids, a wrapper more or less. */
import type { PageView } from "../../lib/platforms/platform.ts";
import { random } from "./pages.ts";

const REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];

/** Changes `page` in place: all class names, all ids (references follow), one wrapper added or taken away here and there. */
export function shuffle({ document }: PageView, seed: number): void {
  const next = random(seed);
  const ids = new Map<string, string>();
  for (const element of document.body.querySelectorAll("*")) {
    element.setAttribute("class", `x${Math.floor(next() * 1e6)}`);
    if (!element.id) continue;
    const id = ids.get(element.id) ?? `:z${ids.size}:`;
    ids.set(element.id, id);
    element.id = id;
  }
  for (const element of document.body.querySelectorAll(REFERENCES.map((name) => `[${name}]`).join(",")))
    for (const name of REFERENCES) {
      const value = element.getAttribute(name);
      const words = value?.split(" ").map((id) => ids.get(id) ?? id);
      if (words) element.setAttribute(name, words.join(" "));
    }
  for (const block of [...document.body.querySelectorAll("*")].filter(isBlock)) {
    const roll = next();
    if (roll < 0.15) {
      const wrapper = document.createElement("div");
      block.replaceWith(wrapper);
      wrapper.append(block);
    } else if (roll < 0.3 && isPlain(block)) block.replaceWith(...block.childNodes);
  }
}

/** Elements around which a layout may put a wrapper: blocks and the sites' own elements, not pieces of a line. */
const isBlock = (element: Element): boolean =>
  element.localName === "div" || element.localName === "section" || element.localName.includes("-");

/** A wrapper that means nothing: a `div` around one other block. One around a piece of a line makes it a line of its own. */
const isPlain = (element: Element): boolean =>
  element.localName === "div" &&
  [...element.attributes].every(({ name }) => name === "class" || name === "id") &&
  [...element.children].length === 1 &&
  [...element.children].every(isBlock) &&
  [...element.childNodes].every((node) => node.nodeType === 1 || !node.textContent?.trim());
