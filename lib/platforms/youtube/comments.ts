/** Comments: as the page shows them (`ytd-comment*`), else from page data (2026 entities, 2022 renderers). */
import type { Comment } from "../../model/extraction.ts";
import { anyOf } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import { author, authorOf } from "./author.ts";
import { THREAD } from "./part-ladders.ts";
import { saidIn } from "./said.ts";
import { COMMENT, notHidden } from "./selectors.ts";
import { stringAt, textOf } from "./text.ts";
import { placeOf } from "./urls.ts";
import { data } from "./value.ts";

const MAX = 1000;

/** Replies carry their thread's id before a point (`Ugx….9abc`). */
const parentOf = (id: string | null): string | null =>
  id?.includes(".") ? (id.split(".")[0] ?? null) : null;

/** Comments in page data, in the order given. */
export function commentsInData(initial: Json | null): Comment[] {
  const entities = search(initial, (object) => isObject(object.commentEntityPayload), { limit: MAX });
  if (entities.length > 0) return entities.flatMap((entity) => fromEntity(entity.commentEntityPayload));
  return search(initial, (object) => isObject(object.commentRenderer), { limit: MAX }).flatMap((object) =>
    fromRenderer(object.commentRenderer),
  );
}

function fromEntity(entity: unknown): Comment[] {
  const text = textOf(at(entity, "properties", "content"));
  const id = stringAt(entity, "properties", "commentId");
  if (text === null && id === null) return [];
  const rung = "commentEntityPayload";
  const endpoint = at(entity, "author", "channelCommand", "innertubeCommand");
  const known = author(
    data(stringAt(entity, "author", "displayName"), `${rung}.author`),
    data(stringAt(entity, "author", "channelId"), `${rung}.author`),
    data(stringAt(endpoint, "browseEndpoint", "canonicalBaseUrl"), `${rung}.author`),
  );
  const printed = data(stringAt(entity, "properties", "publishedTime"), `${rung}.publishedTime`);
  return [{ id, parent: parentOf(id), author: known, text: text ?? "", published: { printed, read: null } }];
}

function fromRenderer(renderer: unknown): Comment[] {
  const id = stringAt(renderer, "commentId");
  const text = textOf(at(renderer, "contentText"));
  if (text === null && id === null) return [];
  const rung = "commentRenderer";
  const name = data(textOf(at(renderer, "authorText")), `${rung}.authorText`);
  return [
    {
      id,
      parent: parentOf(id),
      author: authorOf(name, at(renderer, "authorEndpoint"), `${rung}.authorEndpoint`),
      text: text ?? "",
      published: { printed: data(textOf(at(renderer, "publishedTimeText")), rung), read: null },
    },
  ];
}

/** Comments that stand in the page, in order; `videoId`: those of another video (left from before) are not taken. */
export function commentsInDom(document: Document, videoId: string | null): Comment[] {
  return shownComments(document)
    .flatMap((element) => {
      const link = saidIn(element).link;
      const of = link && placeOf(link);
      if (videoId && of?.id && of.kind !== "community-post" && of.id !== videoId) return [];
      return commentIn(element) ?? [];
    })
    .slice(0, MAX);
}

/** Elements of the comments on the page, in order. */
export const shownComments = (document: Document): Element[] =>
  [...document.querySelectorAll(anyOf(COMMENT))].filter(
    (element) => notHidden(element) && !element.parentElement?.closest(anyOf(COMMENT)),
  );

/** One comment as its element shows it, or null for a skeleton. */
export function commentIn(element: Element): Comment | null {
  const { text, author: writer, printed, link } = saidIn(element);
  if (!text && !writer.name) return null;
  const id = commentId(link);
  return {
    id,
    parent: parentOf(id) ?? (id ? null : answered(element)),
    author: writer,
    text: text?.value ?? "",
    published: { printed, read: null },
  };
}

/** The id that a comment's own link carries, or null. */
export const commentId = (link: URL | null): string | null =>
  /^[\w.-]{4,300}$/.exec(link?.searchParams.get("lc") ?? "")?.[0] ?? null;

/** The first comment of the thread in which a reply without a link stands. */
function answered(element: Element): string | null {
  const first = element.closest(anyOf(THREAD))?.querySelector(anyOf(COMMENT));
  return first && first !== element ? commentId(saidIn(first).link) : null;
}
