/** The controls behind which YouTube holds back words and comments. Only found here; pressed by `lib/page/expand`, if the person asked. */
import { anyOf, type Ladder } from "../ladder.ts";
import type { Expander } from "../platform.ts";
import { notHidden, POST } from "./selectors.ts";

const rung = (name: string, since: string, selector: string, proof: string) => ({
  name,
  since,
  selector,
  proof,
});

/** "…more" below a description, "Read more" below a community post. */
export const MORE_WORDS: Ladder = [
  rung("inline-expander", "2022-10", "ytd-text-inline-expander [id=expand]", "reasoned"),
  rung("paper-more", "2017-08", "ytd-expander [id=more]", "recorded 2022-09"),
];
/** What brings further comments when it comes into view. */
export const MORE_COMMENTS: Ladder = [
  rung("continuation", "2020-10", "ytd-continuation-item-renderer", "reported 2025"),
];
/** Where comments stand, whether loaded yet or not. */
const COMMENTS = "ytd-comments";
/** Replies come one thread at a time, by a control of their own. */
const REPLIES = "ytd-comment-replies-renderer";

/** Of the post, or of the video whose words `container` holds: its comments stand beside it on the page. */
export function expanders(container: Element): Expander[] {
  const words = [...container.querySelectorAll(anyOf(MORE_WORDS))]
    .filter((element) => notHidden(element) && !element.closest(COMMENTS))
    .map((element): Expander => ({ element, opens: "see-more", by: "press", within: container }));
  if (container.matches(`${anyOf(POST)} *`)) return words;
  const place = container.ownerDocument.querySelector(COMMENTS);
  if (!place || !notHidden(place)) return words;
  const waiting = [...place.querySelectorAll(anyOf(MORE_COMMENTS))].filter(
    (element) => notHidden(element) && !element.closest(REPLIES),
  );
  // Nothing is loaded before the place of the comments has been in view once.
  const bring =
    waiting.length > 0 ? waiting : place.querySelector("ytd-comment-thread-renderer") ? [] : [place];
  return [
    ...words,
    ...bring.map((element): Expander => ({ element, opens: "comments", by: "view", within: place })),
  ];
}
