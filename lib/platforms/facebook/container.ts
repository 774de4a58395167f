/** Which element is one post: by ladder, else the nearest common ancestor of a message and its author. */
import { anyOf, climb, rungOf } from "../ladder.ts";
import { parentOf } from "../unclobbered.ts";
import { AUTHOR, COMMENT, CONTAINER, MESSAGE } from "./selectors.ts";
import { isPost, parse, place } from "./urls.ts";

const containers = () => anyOf(CONTAINER);
const messages = () => anyOf(MESSAGE);
const comments = () => anyOf(COMMENT);
/** Numbered items of menus, pickers and carousels are no posts. */
const ELSEWHERE =
  "[role=menu],[role=listbox],[role=tablist],[role=radiogroup],[role=banner],[role=contentinfo]";

export const linkPlace = (link: Element) => {
  const href = link.getAttribute("href");
  const url = parse(href);
  // `?__cft__…` and `#` lead nowhere until the link is pointed at: no place.
  return url && href && !/^[?#]/.test(href) ? place(url) : null;
};

/** True for a comment: since 2025 `role=article` is one more often than a post. */
export function isComment(element: Element): boolean {
  if (!element.matches(comments()) || element.matches(containers())) return false;
  if (element.getAttribute("role") !== "article")
    return /^\d+$/.test(element.id) && element.querySelector("h3") !== null;
  if (element.querySelector(messages())) return false;
  return (
    element.hasAttribute("aria-label") ||
    element.querySelector('a[href*="comment_id="]') !== null ||
    !element.querySelector(anyOf(AUTHOR))
  );
}

/** Tells of elements in `post` whether they stand outside its comments; the comments are looked up once. */
export function outsideComments(post: Element): (element: Element) => boolean {
  const found = [...post.querySelectorAll(comments())].filter(isComment);
  return (element) => !found.some((comment) => comment.contains(element));
}

/** A skeleton has neither words nor links to a post; it comes again when it fills. */
function isFilled(element: Element): boolean {
  if (element.querySelector(`${messages()},[data-ad-rendering-role="profile_name"],[role=toolbar]`))
    return true;
  if (element.id === "m_story_permalink_view") return true;
  for (const link of element.querySelectorAll("a[href]")) if (isPost(linkPlace(link))) return true;
  return element.hasAttribute("data-ft") || element.hasAttribute("data-store");
}

const isContainer = (element: Element): boolean =>
  element.matches(containers()) && !element.closest(ELSEWHERE) && !isComment(element) && isFilled(element);

/** Nearest container around `element` (itself included) that holds a post, or null. */
export function around(element: Element): Element | null {
  let found: Element | null = null;
  for (let at = element.closest(containers()); at; at = parentOf(at)?.closest(containers()) ?? null) {
    // A post inside a post (the shared original) belongs to the outer one; a list of posts is no post.
    if (isContainer(at) && (!found || !holdsSeveral(at))) found = at;
  }
  return (
    found ??
    byMessage(element.closest(messages()) ?? (isLone(element) ? element.querySelector(messages()) : null))
  );
}

const holdsSeveral = (element: Element): boolean =>
  [...element.querySelectorAll(containers())].filter((inner) => isContainer(inner)).length > 1;

const isLone = (element: Element): boolean => element.querySelectorAll(messages()).length === 1;

/** Fallback: the element with this message and an author before it; the message alone where there is none. */
function byMessage(message: Element | null): Element | null {
  if (!message) return null;
  const own = (name: Element) => isName(name) && !message.contains(name) && isBefore(name, message);
  for (let at = parentOf(message); at && !at.matches(PAGE); at = parentOf(at)) {
    if (climb(AUTHOR, at, own)) return grown(at);
    if (outerMessages(at) > 1) break;
  }
  return parentOf(message)?.closest(messages()) ?? message;
}

/** Where a post ends at the latest. */
const PAGE = "body,[role=main],[role=feed],[role=dialog]";
const outerMessages = (element: Element): number =>
  [...element.querySelectorAll(messages())].filter((message) => !parentOf(message)?.closest(messages()))
    .length;

/** Headings of sections ("Posts", "1 comment") name nobody: a name is linked, or marked as one. */
const isName = (heading: Element): boolean =>
  heading.matches("a,[data-ad-rendering-role]") || heading.querySelector("a[href]") !== null;

/** Pictures and comments stand beside words and author: up to where another post, another name or the page begins. */
function grown(post: Element): Element {
  const count = outerMessages(post);
  const beside = (name: Element) => isName(name) && !post.contains(name) && !name.closest("[role=article]");
  let whole = post;
  for (let up = parentOf(post); up && !up.matches(PAGE); up = parentOf(up)) {
    if (up.querySelector(`h1,${ELSEWHERE},[role=complementary],[role=navigation]`)) break;
    if (outerMessages(up) > count || climb(AUTHOR, up, beside)) break;
    whole = up;
  }
  return whole;
}

export const isBefore = (a: Element, b: Element): boolean =>
  (a.compareDocumentPosition(b) & 4) !== 0; /* b follows a */

/** Posts among `roots` and around them, in the order met, each once. Cost proportional to `roots`. */
export function findPosts(roots: readonly Element[]): Element[] {
  const found = new Set<Element>();
  for (const root of roots) {
    const outer = root.closest(containers());
    const seeds = outer ? [root] : [];
    if (root.matches(messages())) seeds.push(root);
    seeds.push(...root.querySelectorAll(`${containers()},${messages()}`));
    for (const seed of seeds) {
      const post = around(seed);
      if (post) found.add(post);
    }
  }
  return [...found];
}

/** How the container was found. */
export const containerRung = (post: Element): string =>
  rungOf(CONTAINER, post) ?? (post.matches(messages()) ? "message-alone" : "message-and-author");
