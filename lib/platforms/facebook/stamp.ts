/** When and where a post says it was published: its time stamp and the link behind it. */
import { climb } from "../ladder.ts";
import { linkPlace } from "./container.ts";
import { type Seen, seen } from "./seen.ts";
import { STAMP } from "./selectors.ts";
import { printedTime, textOf } from "./text.ts";
import { absolute, cleanUrl, isPost, type Place } from "./urls.ts";

/** The address of the post behind a link to it or to one of its comments. */
export function postUrl(link: Element): string {
  const url = new URL(cleanUrl(absolute(link)));
  url.searchParams.delete("comment_id");
  url.searchParams.delete("reply_comment_id");
  return url.href;
}

export interface Time {
  link: Element | null;
  printed: Seen<string> | null;
  rung: string;
}

/** The time stamp is the first link to a post that is printed as a time; scrambled ones give their link only. */
export function timeOf(post: Element, links: Element[], within: (element: Element) => boolean): Time {
  const posts = links.filter((link) => isPost(linkPlace(link)) && !linkPlace(link)?.comment);
  const worded = posts.filter((link) => !link.querySelector("img,video,image"));
  const target =
    worded.find((link) => linkPlace(link)?.kind === "post") ??
    worded.find((link) => linkPlace(link)?.kind !== "photo") ??
    null;
  const abbr = climb(STAMP, post, within);
  const plain = abbr && printedTime(textOf(abbr.element));
  if (abbr && plain) return { link: target, printed: seen(plain, abbr.rung), rung: "post-link" };
  for (const link of worded) {
    const printed = printedOf(link);
    if (printed) return { link, printed, rung: "time-link-2023" };
  }
  const blind = [...post.querySelectorAll('a[href^="?__cft__"],a[href="#"][role=link]')].find(within);
  return { link: target, printed: blind ? printedOf(blind) : null, rung: "post-link" };
}

/** The time a link is printed as, with the rung that gave clear words; null where they are scrambled. */
export function printedOf(link: Element): Seen<string> | null {
  const label = printedTime(link.getAttribute("aria-label"));
  if (label) return seen(label, "time-label-2023");
  const labelled = [link, ...link.querySelectorAll("[aria-labelledby]")].find((e) =>
    e.hasAttribute("aria-labelledby"),
  );
  if (labelled) {
    // 2026: the clear words stand elsewhere, the visible letters are shuffled; without the former there is no time.
    const id = labelled.getAttribute("aria-labelledby")?.split(/\s+/)[0] ?? "";
    const clear = link.ownerDocument.getElementById(id);
    const apart = clear && !labelled.contains(clear) && !clear.contains(labelled);
    const time = apart ? printedTime(textOf(clear)) : null;
    return time ? seen(time, "time-labelledby-2026") : null;
  }
  const letters = [...link.querySelectorAll("*")].filter((e) => (e.textContent ?? "").length === 1).length;
  const text = letters > 5 ? null : printedTime(textOf(link));
  return text ? seen(text, "time-text-2023") : null;
}

/** A comment's link names its post, where the post's own time stamp leads nowhere. */
export function commentPlace(post: Element): { place: Place; url: string } | null {
  for (const link of post.querySelectorAll('a[href*="comment_id="]')) {
    const found = linkPlace(link);
    if (isPost(found)) return { place: found, url: postUrl(link) };
  }
  return null;
}
