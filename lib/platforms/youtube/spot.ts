/** Where a button may stand on YouTube, and a glance at what stands there: all that every page pays for (`spotters.ts`). */
import { anyOf } from "../ladder.ts";
import type { PageView, Sighting } from "../platform.ts";
import { parentOf } from "../unclobbered.ts";
import { saidIn } from "./said.ts";
import { anyWatch, notHidden, POST } from "./selectors.ts";
import { wordsOf } from "./text.ts";
import { placeOf } from "./urls.ts";

/** Characters of a text's beginning, for lists of posts. */
export const START = 120;

/** The id of the post that an element stands for, from its link, or null. */
export function postIdOf(element: Element): string | null {
  const { link } = saidIn(element);
  const place = link && placeOf(link);
  return place?.kind === "community-post" ? place.id : null;
}

/** Containers for a button: the video's words (or its error screen), and community posts. */
export function find(roots: readonly Element[]): Element[] {
  const found = new Set<Element>();
  for (const root of roots) {
    const post = root.closest(anyOf(POST));
    if (post) found.add(post);
    for (const element of root.querySelectorAll(anyOf(POST))) found.add(element);
    const inside = root.closest(anyWatch());
    if (inside) found.add(inside);
    for (const element of root.querySelectorAll(anyWatch())) found.add(element);
  }
  return [...found].filter(
    (element) => notHidden(element) && !parentOf(element)?.closest(anyOf(POST)) && hasWords(element),
  );
}

const hasWords = (element: Element): boolean =>
  element.matches(anyOf(POST))
    ? postSighting(element) !== null
    : wordsOf(element.querySelector("h1, h2, #title, #reason, #subreason") ?? element) !== null;

export function around(element: Element): Element | null {
  return element.closest(anyOf(POST)) ?? element.closest(anyWatch()) ?? null;
}

export function glance(container: Element, page: PageView): Sighting | null {
  if (container.matches(anyOf(POST))) return postSighting(container);
  const place = placeOf(page.url);
  if (!place.id || (place.kind !== "video" && place.kind !== "short")) return null;
  const title = wordsOf(container.querySelector("h1, h2, #reason"));
  return {
    key: `video:${place.id}`,
    element: container,
    author: wordsOf(container.querySelector("ytd-channel-name a")),
    textStart: title?.slice(0, START) ?? null,
  };
}

export function postSighting(element: Element): Sighting | null {
  const said = saidIn(element);
  const text = said.text?.value ?? null;
  const author = said.author.name?.value ?? null;
  if (!text && !author) return null;
  return {
    key: `post:${postIdOf(element) ?? (text ?? "").slice(0, 60)}`,
    element,
    author,
    textStart: text?.slice(0, START) ?? null,
  };
}
