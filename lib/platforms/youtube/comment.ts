/** A comment as a subject of its own (spam and threats are evidence too): its element, its entity in page data, or both. */
import type { Author, Comment, Fact } from "../../model/extraction.ts";
import { anyOf } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import type { Sighting } from "../platform.ts";
import { commentId, commentIn, commentsInData, shownComments } from "./comments.ts";
import type { PageData } from "./data.ts";
import { saidIn } from "./said.ts";
import { COMMENT } from "./selectors.ts";
import { stringAt, textOf } from "./text.ts";
import { cleanUrl, type Place, placeOf, postUrl, shortUrl, watchUrl } from "./urls.ts";
import { count, data, first, id, ids, sourced, type Text } from "./value.ts";
import type { VideoReading } from "./watch.ts";

const PREFIX = "comment:";

/** The comment in which an element stands, or null. */
export const commentAround = (element: Element): Element | null => element.closest(anyOf(COMMENT));

/** A comment's sighting, from its element; null for a skeleton. */
export function commentSighting(element: Element): Sighting | null {
  const comment = commentIn(element);
  return comment && sightingOf(comment, element);
}

const sightingOf = (comment: Comment, element: Element | null): Sighting => ({
  key: `${PREFIX}${comment.id ?? comment.text.slice(0, 60)}`,
  element,
  author: comment.author.name?.value ?? null,
  textStart: comment.text.slice(0, 120) || null,
});

/** The comment that the address itself names (`lc=`), in the page or in page data. */
export function namedComment(document: Document, url: URL, known: PageData): Sighting | null {
  const wanted = commentId(url);
  if (!wanted) return null;
  const element = shownComments(document).find((one) => commentId(saidIn(one).link) === wanted);
  if (element) return commentSighting(element);
  const told = commentsInData(known.initial).find((one) => one.id === wanted);
  return told ? sightingOf(told, null) : null;
}

export const isComment = (sighting: Sighting): boolean => sighting.key.startsWith(PREFIX);

/** Reads the comment of `sighting`; null where it is nowhere any more. Its replies come as `comments`. */
export function readComment(document: Document, sighting: Sighting, known: PageData): VideoReading | null {
  const told = commentsInData(known.initial);
  const shown = sighting.element && commentIn(sighting.element);
  const wanted = shown?.id ?? sighting.key.slice(PREFIX.length);
  const same = told.find((one) => one.id === wanted) ?? null;
  const comment = shown ?? same;
  if (!comment) return null;
  const said = sighting.element ? saidIn(sighting.element) : null;
  const of = said?.link ? placeOf(said.link) : known.place;
  const from = shown ? "dom" : "page-data";
  const rung = shown ? "comment-link" : "commentEntityPayload";
  const inDom = shownComments(document).flatMap((one) => commentIn(one) ?? []);
  const all = inDom.length > 0 ? inDom : told;
  return {
    subject: {
      platform: "youtube",
      kind: "comment",
      ids: ids(id("comment_id", sourced(comment.id, from, rung))),
      permalink: comment.id ? sourced(permalink(of, comment.id), from, rung) : null,
    },
    author: merged(comment.author, same?.author ?? null),
    title: null,
    text: sourced(comment.text, from, said?.text?.rung ?? rung),
    published: comment.published,
    counts: count("likes", first(said?.likes ?? null, likes(known.initial, wanted))),
    media: [],
    comments: comment.id ? all.filter((one) => one.parent === comment.id) : [],
    parts: [{ name: "text", had: 1, of: 1 }],
    facts: factsOf(comment, of),
  };
}

const merged = (shown: Author, told: Author | null): Author => ({
  name: first(shown.name, told?.name ?? null),
  id: first(shown.id, told?.id ?? null),
  handle: first(shown.handle, told?.handle ?? null),
  url: first(shown.url, told?.url ?? null),
});

/** The thing that was commented on, as an address. */
function underOf(of: Place): string | null {
  if (!of.id) return null;
  if (of.kind === "community-post") return postUrl(of.id);
  if (of.kind === "short") return shortUrl(of.id);
  return of.kind === "video" ? watchUrl(of.id) : null;
}

function permalink(of: Place, comment: string): string | null {
  const under = underOf(of);
  if (!under) return null;
  const url = new URL(under);
  url.searchParams.set("lc", comment);
  return cleanUrl(url.href);
}

function factsOf(comment: Comment, of: Place): Fact[] {
  const under = underOf(of);
  return [
    ...(under ? [{ name: "commented-on", value: under, from: "url" as const, rung: "comment-link" }] : []),
    ...(comment.parent
      ? [{ name: "answer-to", value: comment.parent, from: "url" as const, rung: "comment-link" }]
      : []),
  ];
}

const entityOf = (initial: Json | null, wanted: string): unknown =>
  search(
    initial,
    (object) => stringAt(object, "commentEntityPayload", "properties", "commentId") === wanted,
    { limit: 1 },
  )[0]?.commentEntityPayload;

const likes = (initial: Json | null, wanted: string): Text | null =>
  data(stringAt(entityOf(initial, wanted), "toolbar", "likeCountNotliked"), "commentEntityPayload.toolbar");

/** The entity cut down to an allow-list, as page data are kept; null where the page embeds none. */
export function keepComment(known: PageData, wanted: string | null): Json | null {
  const entity = wanted ? entityOf(known.initial, wanted) : null;
  if (!isObject(entity)) return null;
  const kept: Json = {};
  const words: [string, unknown][] = [
    ["commentId", at(entity, "properties", "commentId")],
    ["content", at(entity, "properties", "content")],
    ["publishedTime", at(entity, "properties", "publishedTime")],
    ["displayName", at(entity, "author", "displayName")],
    ["channelId", at(entity, "author", "channelId")],
    ["likeCount", at(entity, "toolbar", "likeCountNotliked")],
    ["replyCount", at(entity, "toolbar", "replyCount")],
  ];
  for (const [key, value] of words) if (textOf(value) !== null) kept[key] = textOf(value);
  return { comment: kept };
}
