/** The controls behind which Facebook holds back words and comments. Only found here; pressed by `lib/page/expand`, if the person asked. */
import { anyOf } from "../ladder.ts";
import type { Expander } from "../platform.ts";
import { parentOf } from "../unclobbered.ts";
import { outsideComments } from "./container.ts";
import { COMMENT, MESSAGE, SEE_MORE } from "./selectors.ts";

/** What stands on such a control, whole. Comet gives them no mark of their own: only words tell. `reported`: from public tools, not recorded. */
interface Label {
  name: string;
  since: string;
  words: RegExp;
  proof: string;
}
export const SEE_MORE_LABELS: readonly Label[] = [
  { name: "vi-2020", since: "2020-01", words: /^xem thêm$/, proof: "fixtures/feed-2026.html" },
  { name: "en-2020", since: "2020-01", words: /^see more$/, proof: "facebook-profile-page_meedan.html" },
];
export const COMMENT_LABELS: readonly Label[] = [
  {
    name: "vi-2022",
    since: "2022-01",
    words: /^xem (?:thêm|tất cả|các|\d+)(?: \d+)? ?(?:bình luận|phản hồi|câu trả lời)(?: trước| khác)?$/,
    proof: "reported 2025",
  },
  {
    name: "en-2020",
    since: "2020-01",
    words: /^view (?:more|all|previous|\d+)(?: \d+)?(?: more| previous)? ?(?:comments?|repl(?:y|ies))$/,
    proof: "facebook.mbasic.post.html",
  },
];

/** Controls of the post's own message, and those for its comments and their replies; in the order they stand. */
export function expanders(container: Element): Expander[] {
  const own = outsideComments(container);
  const message = anyOf(MESSAGE);
  return [...container.querySelectorAll(`${anyOf(SEE_MORE)},[role=link][tabindex]:not(a[href])`)].flatMap(
    (element): Expander[] => {
      const label = (element.textContent ?? "").normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
      if (own(element) && element.closest(message))
        return has(SEE_MORE_LABELS, label) || afterEllipsis(element)
          ? [{ element, opens: "see-more", by: "press", within: container }]
          : [];
      // A post in a list of posts: its comments are those inside it.
      const elsewhere = element.closest(message) !== null && element.closest(anyOf(COMMENT)) === null;
      return !elsewhere && has(COMMENT_LABELS, label)
        ? [{ element, opens: "comments", by: "press", within: container }]
        : [];
    },
  );
}

const has = (labels: readonly Label[], label: string): boolean =>
  labels.some(({ words }) => words.test(label));

/** In any language: a control behind the three dots of a cut text. */
function afterEllipsis(element: Element): boolean {
  const before = element.previousSibling ?? parentOf(element)?.previousSibling;
  return /(?:…|\.\.\.)\s*$/.test(before?.textContent ?? "");
}
