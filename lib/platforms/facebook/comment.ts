/** A comment as a subject of its own: spam and threats are evidence too. Found around what a person points at. */
import type { Comment, Extraction, Fact } from "../../model/extraction.ts";
import { anyOf } from "../ladder.ts";
import type { PageView, Reading, Sighting } from "../platform.ts";
import { parentOf } from "../unclobbered.ts";
import { commentIn, commentsOf, plainId, stampOf } from "./comments.ts";
import { around, isComment, linkPlace, outsideComments } from "./container.ts";
import { mediaIn } from "./media.ts";
import { seen } from "./seen.ts";
import { COMMENT } from "./selectors.ts";
import { postUrl } from "./stamp.ts";
import { keyOf, surveyPage } from "./survey.ts";
import { absolute, cleanUrl, isPost, place } from "./urls.ts";
import { vantageOf } from "./vantage.ts";

const PREFIX = "comment-";

/** The innermost filled comment around an element, or null. */
export function commentAround(element: Element): Element | null {
  const all = anyOf(COMMENT);
  for (let at = element.closest(all); at; at = parentOf(at)?.closest(all) ?? null)
    if (isComment(at) && isFilled(commentIn(at))) return at;
  return null;
}

const isFilled = ({ text, author }: Comment): boolean => text !== "" || author.name !== null;

/** The sighting of a comment, from its element. */
export function commentSighting(element: Element): Sighting {
  const comment = commentIn(element);
  return {
    key: `${PREFIX}${comment.id ?? keyOf(element)}`,
    element,
    author: comment.author.name?.value ?? null,
    textStart: comment.text.slice(0, 120) || null,
  };
}

/** The comment that the address itself names (`comment_id=`), where it stands on the page. */
export function namedComment({ document, url }: PageView): Sighting | null {
  const target = place(url);
  const wanted = plainId(target?.reply ?? target?.comment);
  if (!wanted) return null;
  for (const element of document.querySelectorAll(anyOf(COMMENT)))
    if (isComment(element) && commentIn(element).id === wanted) return commentSighting(element);
  return null;
}

/** The element of a sighting that is a comment's, or null. */
export const commentOf = (sighting: Sighting | null): Element | null =>
  sighting?.key.startsWith(PREFIX) ? sighting.element : null;

/** Reads the comment in `element`; the answers to it come as `comments`, the post it stands under as a fact. */
export function readComment(page: PageView, element: Element): Reading {
  const parent = parentOf(element);
  const post = parent && around(parent);
  const survey = surveyPage(page, post ? [post] : []);
  const all = post ? commentsOf(page.document, post, survey.found[0]?.story ?? null) : [];
  const shown = commentIn(element);
  const comment = all.find((one) => one.id !== null && one.id === shown.id) ?? shown;
  const stamp = stampOf(element);
  const media = mediaIn(element, outsideComments(element), null);
  const extraction: Extraction = {
    subject: {
      platform: "facebook",
      kind: "comment",
      ids: comment.id ? [{ name: "comment_id", ...seen(comment.id, "comment-link") }] : [],
      permalink: stamp && isPost(linkPlace(stamp)) ? seen(cleanUrl(absolute(stamp)), "comment-link") : null,
    },
    author: comment.author,
    title: null,
    text: comment.text ? seen(comment.text, "comment-words") : null,
    published: comment.published,
    counts: [],
    original: null,
    media: media.map(({ item }) => item),
    comments: comment.id ? all.filter((one) => one.parent === comment.id) : [],
    notices: [],
    vantage: vantageOf(page),
    parts: comment.text ? [{ name: "text", had: comment.text.length, of: comment.text.length }] : [],
    facts: factsOf(comment, stamp),
  };
  const read = comment.text !== "" || media.length > 0;
  return {
    extraction,
    fetchUrls: media.map(({ fetch }) => fetch),
    pageData: null,
    outcomes: [
      { step: "observe", status: "done", detail: "comment" },
      read
        ? { step: "extract", status: "done" }
        : { step: "extract", status: "reduced", fault: "layout-unknown", detail: "no words" },
    ],
    element,
  };
}

function factsOf(comment: Comment, stamp: Element | null): Fact[] {
  const facts: Fact[] = [];
  if (stamp && isPost(linkPlace(stamp)))
    facts.push({ name: "commented-on", ...seen(postUrl(stamp), "comment-link") });
  if (comment.parent) facts.push({ name: "answer-to", ...seen(comment.parent, "comment-link") });
  return facts;
}
