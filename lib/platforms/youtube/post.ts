/** A community post: its element where it stands in the page, joined to page data by its id (no recording known to us). */
import type { MediaItem } from "../../model/extraction.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import { author, authorOf } from "./author.ts";
import { saidIn } from "./said.ts";
import { postIdOf } from "./spot.ts";
import { listAt, stringAt, textOf } from "./text.ts";
import { cleanUrl, postUrl } from "./urls.ts";
import { count, data, dom, first, id, ids, NOBODY, sourced } from "./value.ts";
import type { VideoReading } from "./watch.ts";

/** Posts in page data: id → renderer, shared originals left out. */
export function postsInData(initial: Json | null): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const object of search(initial, (one) => isObject(one.backstagePostRenderer), {
    enter: (key) => key !== "originalPost",
  })) {
    const renderer = object.backstagePostRenderer;
    const postId = stringAt(renderer, "postId");
    if (postId && isObject(renderer)) found.set(postId, renderer);
  }
  return found;
}

/** Reads one post from its element, its renderer, or both. */
export function readPost(element: Element | null, renderer: Json | null): VideoReading {
  const postId = first(
    dom(element ? postIdOf(element) : null, "post-link"),
    data(stringAt(renderer, "postId"), "backstagePostRenderer.postId"),
  );
  const fromData = renderer
    ? authorOf(
        data(textOf(renderer.authorText), "backstagePostRenderer.authorText"),
        renderer.authorEndpoint,
        "backstagePostRenderer.authorEndpoint",
      )
    : NOBODY;
  const said = element ? saidIn(element) : null;
  const shown = said?.author ?? author(null, null, null);
  const who = {
    name: first(fromData.name, shown.name),
    id: first(fromData.id, shown.id),
    handle: first(fromData.handle, shown.handle),
    url: first(fromData.url, shown.url),
  };
  const text = first(
    data(textOf(renderer?.contentText), "backstagePostRenderer.contentText"),
    said?.text ?? null,
  );
  return {
    subject: {
      platform: "youtube",
      kind: "community-post",
      ids: ids(id("post_id", postId), id("channel_id", who.id), id("handle", who.handle)),
      permalink: postId ? sourced(postUrl(postId.value), postId.from, "canonical") : null,
    },
    author: who,
    title: null,
    text,
    published: {
      printed: first(
        data(textOf(renderer?.publishedTimeText), "backstagePostRenderer.publishedTimeText"),
        said?.printed ?? null,
      ),
      read: null,
    },
    counts: count(
      "likes",
      first(data(textOf(renderer?.voteCount), "backstagePostRenderer.voteCount"), said?.likes ?? null),
    ),
    media: images(element, renderer),
    comments: [],
    parts: text ? [{ name: "text", had: 1, of: 1 }] : [],
    facts: [],
  };
}

function images(element: Element | null, renderer: Json | null): MediaItem[] {
  const inData = search(renderer?.backstageAttachment, (object) =>
    isObject(object.backstageImageRenderer),
  ).flatMap((object) => {
    const url = stringAt(listAt(object, "backstageImageRenderer", "image", "thumbnails").at(-1), "url");
    return url ? [image(url, null, "page-data")] : [];
  });
  if (inData.length > 0 || !element) return inData;
  const rendered = [
    ...element.querySelectorAll(
      "[id=content-attachment] img[src], ytd-backstage-image-renderer img[src], ytm-backstage-image-renderer img[src]",
    ),
  ];
  return rendered
    .map((found) => image(found.getAttribute("src") ?? "", found.getAttribute("alt"), "dom"))
    .filter((item) => item.url !== "");
}

const image = (url: string, alt: string | null, from: MediaItem["from"]): MediaItem => ({
  kind: "image",
  url: cleanUrl(url),
  alt: alt || null,
  id: null,
  from,
});

/** The first attachment of a renderer, for the cut-down page data. */
export const attachmentOf = (renderer: Json | null): unknown => at(renderer, "backstageAttachment");
