/** Who wrote a post, as its headings say; a second heading begins the shared original. */
import type { Author } from "../../model/extraction.ts";
import { anyOf, rungOf } from "../ladder.ts";
import { isBefore, linkPlace } from "./container.ts";
import { seen } from "./seen.ts";
import { AUTHOR, AUTHOR_BOLD, MESSAGE } from "./selectors.ts";
import { fold, textOf } from "./text.ts";
import { absolute, cleanUrl, isPost } from "./urls.ts";

const profileKinds = /^(?:profile|page)$/;
const nobody = (): Author => ({ name: null, id: null, handle: null, url: null });

export interface Head {
  element: Element;
  link: Element | null;
  name: string;
  rung: string;
}

/** Elements that name an author, in document order, the outermost of nested ones; bold names only where no other. */
export function headsOf(post: Element, mine: (element: Element) => boolean): Head[] {
  for (const ladder of [AUTHOR, AUTHOR_BOLD]) {
    const heads: Head[] = [];
    for (const element of post.querySelectorAll(anyOf(ladder))) {
      if (!mine(element) || element.closest(anyOf(MESSAGE)) || heads.at(-1)?.element.contains(element))
        continue;
      const rung = rungOf(ladder, element) ?? "";
      const link = profileLink(element);
      const name = fold(textOf(link ?? element));
      // A heading without a link to a person is a name only where nothing else is linked (anonymous members).
      const plain = rung === "profile-name-2026" || element.localName === "h2";
      if (name && (link || (plain && !element.querySelector("a[href]"))))
        heads.push({ element, link, name, rung });
    }
    if (heads.length > 0) return heads;
  }
  const avatar = [...post.querySelectorAll("a[aria-label]")].find((a) => mine(a) && linkKind(a));
  const name = avatar?.getAttribute("aria-label");
  return avatar && name ? [{ element: avatar, link: avatar, name, rung: "avatar-label" }] : [];
}

const linkKind = (link: Element | null): Element | null =>
  link && profileKinds.test(linkPlace(link)?.kind ?? "") ? link : null;

/** The first link to a person in a heading that has words, or the link that the heading stands in. */
function profileLink(head: Element): Element | null {
  const links = [...head.querySelectorAll("a[href]")].filter((link) => linkKind(link) && textOf(link) !== "");
  return links[0] ?? linkKind(head.closest("a"));
}

const isStamp = (link: Element): boolean =>
  isPost(linkPlace(link)) || /^(?:\?__cft__|#$)/.test(link.getAttribute("href") ?? "");

/**
 * A later heading begins the original where the sharer's time stamp or words stand before it and a message or a time
 * stamp after it; pages liked and people tagged have no such neighbours.
 */
export function isOriginal(head: Head, heads: Head[], texts: Element[], post: Element): boolean {
  const first = heads[0]?.element;
  if (!first) return false;
  const marks = [...texts, ...[...post.querySelectorAll("a[href]")].filter(isStamp)];
  const between = marks.some((mark) => isBefore(first, mark) && isBefore(mark, head.element));
  const nested = head.element.closest("[role=article]") !== first.closest("[role=article]");
  return (between || nested) && marks.some((mark) => isBefore(head.element, mark));
}

/** The author a heading names; every field null where there is none. */
export function authorOf(head: Head | null): Author {
  if (!head) return nobody();
  const author = nobody();
  author.name = seen(head.name, head.rung);
  const found = head.link && linkPlace(head.link);
  if (!head.link || !found) return author;
  author.url = seen(cleanUrl(absolute(head.link)), head.rung);
  const id = found.ids[0];
  if (id) author[id.name === "handle" ? "handle" : "id"] = seen(id.value, head.rung);
  return author;
}
