/** Counts as the post prints them, beside those that the page data give. Never computed. */
import type { Count } from "../../model/extraction.ts";
import { climb } from "../ladder.ts";
import { outsideComments } from "./container.ts";
import { seen } from "./seen.ts";
import { REACTIONS } from "./selectors.ts";
import { fold, textOf } from "./text.ts";

/** Figures as printed: "46", "1,2 nghìn", "1.2K". */
const FIGURE = String.raw`(\p{Nd}[\p{Nd}.,\u00a0 ]*(?:[KMBN]|Tr|nghìn|triệu|k)?)`;
const PRINTED: readonly [name: string, pattern: RegExp][] = [
  ["comments", new RegExp(`^${FIGURE}\\s*(?:bình luận|comments?)$`, "iu")],
  ["shares", new RegExp(`^${FIGURE}\\s*(?:lượt chia sẻ|shares?)$`, "iu")],
  ["views", new RegExp(`^${FIGURE}\\s*(?:lượt xem|views?)$`, "iu")],
];

/** Counts shown in `element`, completed by `told` from the page data. */
export function countsIn(element: Element | null, told: readonly Count[]): Count[] {
  const counts: Count[] = [];
  const add = (name: string, value: string, rung: string) => {
    if (!counts.some((count) => count.name === name)) counts.push({ name, ...seen(value.trim(), rung) });
  };
  if (element) {
    const own = outsideComments(element);
    const held = climb(REACTIONS, element, (e) => own(e) && /\p{Nd}/u.test(textOf(e)));
    const text = held ? fold(textOf(held.element)) : "";
    // "NAME and 143 others" names the viewer's friends: only bare figures are taken.
    if (held && /^[\p{Nd}.,\s]+\p{L}{0,10}\.?$/u.test(text)) add("reactions", text, held.rung);
    for (const button of element.querySelectorAll("[role=button],h3"))
      for (const [name, pattern] of PRINTED) {
        const found = pattern.exec(fold(textOf(button)));
        if (found?.[1] && own(button)) add(name, found[1], "count-words");
      }
  }
  for (const count of told) if (!counts.some((known) => known.name === count.name)) counts.push(count);
  return counts;
}
