/** What stands in the element of one comment or community post: words, writer, time, link; each with its rung. */
import type { Author } from "../../model/extraction.ts";
import { anyOf, climb, type Held } from "../ladder.ts";
import { authorOfLink } from "./author.ts";
import { SAID, SAID_AT, VOTES, WRITER } from "./part-ladders.ts";
import { linesOf, wordsOf } from "./text.ts";
import { dom, type Text } from "./value.ts";

export interface Said {
  text: Text | null;
  author: Author;
  printed: Text | null;
  likes: Text | null;
  /** Where the time stamp leads. */
  link: URL | null;
}

/** Reads one element; links and names inside what was written are never taken for the writer's own. */
export function saidIn(element: Element): Said {
  const stamp = climb(SAID_AT, element, (link) => wordsOf(link) !== null && !inWords(link, element));
  const text = wordsHeld(element);
  const outside = (found: Element) => wordsOf(found) !== null && !text?.element.contains(found);
  const writer = climb(WRITER, element, outside);
  const link = writer?.element.matches("a[href]")
    ? writer.element
    : (writer?.element.querySelector("a[href]") ?? writer?.element.closest("a[href]") ?? null);
  const href = stamp?.element.getAttribute("href") ?? "";
  const likes = climb(VOTES, element, (found) => outside(found) && FIGURE.test(wordsOf(found) ?? ""));
  return {
    text: text && dom(linesOf(text.element), text.rung),
    author: authorOfLink(link, wordsOf(writer?.element), writer?.rung ?? ""),
    printed: stamp && dom(wordsOf(stamp.element), stamp.rung),
    likes: likes && dom(wordsOf(likes.element), likes.rung),
    link: URL.canParse(href, BASE) ? new URL(href, BASE) : null,
  };
}

/** "57", "1,2 N", "9.8K". */
const FIGURE = /^\p{N}[\p{N}.,]*\s?\p{L}{0,6}$/u;
const BASE = "https://www.youtube.com/";
/** The words of a comment, as against its name, its time stamp and its controls. */
function wordsHeld(element: Element): Held | null {
  return climb(SAID, element, (found) => {
    if (wordsOf(found) === null || found.closest("a, button, [role=button]")) return false;
    const stamp = found.querySelector(anyOf(SAID_AT));
    // A formatted string that is nothing but the link is the time stamp, or the name.
    return !(stamp && wordsOf(stamp) === wordsOf(found)) && !onlyName(found);
  });
}

const onlyName = (found: Element): boolean => {
  const name = found.matches("[id=content-text]") ? null : found.querySelector(anyOf(WRITER));
  return name !== null && wordsOf(name) === wordsOf(found) && found.closest("[id=content-text]") === null;
};

const WORDS =
  "[id=content-text], .comment-text, .post-content-text, yt-attributed-string, yt-core-attributed-string";
const inWords = (link: Element, element: Element): boolean => {
  const words = link.closest(WORDS);
  return words !== null && words !== element && element.contains(words);
};
