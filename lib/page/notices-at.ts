/** The page's notices that stand in a picked element or around it. What a person wrote gives none, whatever it quotes. */
import type { Notice } from "../model/notice.ts";
import type { PageView, Platform } from "../platforms/platform.ts";
import { parentOf } from "../platforms/unclobbered.ts";
import { shownWords } from "./shown-words.ts";

const WORDS_AT_MOST = 100_000;
/** A box around a notice holds little more than the notice: buttons, a link for help. */
const LITTLE_MORE = 300;

/** `element` null: the whole page, all its notices. Only what the platform's own recogniser gave is taken. */
export function noticesAt(platform: Platform, page: PageView, element: Element | null): Notice[] {
  let all: Notice[];
  try {
    all = platform.notices(page);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [];
  }
  if (element === null) return all;
  return all.filter((notice) => {
    const lines = notice.text.split("\n").map(plain).filter(Boolean);
    const holder = lines.length > 0 ? holderOf(element, lines) : null;
    return holder !== null && !isPost(platform.around(holder, page), lines);
  });
}

/** The smallest element with all lines: inside `element`, or a box around it that holds little else. */
function holderOf(element: Element, lines: readonly string[]): Element | null {
  if (holds(element, lines)) {
    let at = element;
    for (;;) {
      const next = [...at.children].find((child) => holds(child, lines));
      if (!next) return at;
      at = next;
    }
  }
  const own = wordsOf(element);
  if (own.length < 4 || !lines.some((line) => line.includes(own) || own.includes(line))) return null;
  for (let at = parentOf(element); at && isBrief(at, lines); at = parentOf(at))
    if (holds(at, lines)) return at;
  return null;
}

const holds = (element: Element, lines: readonly string[]): boolean => {
  const words = wordsOf(element);
  return lines.every((line) => words.includes(line));
};

const isBrief = (element: Element, lines: readonly string[]): boolean =>
  wordsOf(element).length <= lines.join(" ").length + LITTLE_MORE;

/** A container with much more in it than the notice is a post, and what stands in it is what its author wrote. */
const isPost = (container: Element | null, lines: readonly string[]): boolean =>
  container !== null && !isBrief(container, lines);

const wordsOf = (element: Element): string => plain(shownWords(element, WORDS_AT_MOST).text);
const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
