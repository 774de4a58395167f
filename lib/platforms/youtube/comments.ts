/** Comments: as the page shows them (`ytd-comment*`), else from page data (2026 entities, 2022 renderers). */
import type { Comment } from "../../model/extraction.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import { author, authorOf, authorOfLink } from "./author.ts";
import { COMMENT, notHidden } from "./selectors.ts";
import { linesOf, stringAt, textOf, wordsOf } from "./text.ts";
import { data, dom } from "./value.ts";

const MAX = 1000;
// Ids stand many times on these pages, hence `[id=…]` and not `#…`.

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

/** Comments that stand in the page, in order. */
export function commentsInDom(document: Document): Comment[] {
  return [...document.querySelectorAll(COMMENT)]
    .filter((element) => notHidden(element) && !element.parentElement?.closest(COMMENT))
    .slice(0, MAX)
    .flatMap((element) => {
      const text = linesOf(element.querySelector("[id=content-text]"));
      const link = element.querySelector(
        "[id=author-text][href], a[id=author-text], [id=author-text] a[href]",
      );
      const name = wordsOf(element.querySelector("[id=author-text]"));
      if (text === null && name === null) return [];
      const time = element.querySelector("[id=published-time-text] a[href], .published-time-text a[href]");
      const href = time?.getAttribute("href") ?? "";
      const id = /[?&]lc=([\w.-]+)/.exec(href)?.[1] ?? null;
      return [
        {
          id,
          parent: parentOf(id),
          author: authorOfLink(link, name, "comment-author-text"),
          text: text ?? "",
          published: { printed: dom(wordsOf(time), "comment-published-time"), read: null },
        },
      ];
    });
}
