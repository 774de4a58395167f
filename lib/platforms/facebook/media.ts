/** Images, posters and videos of a post: from the DOM in the order shown, completed by what the page data names. */
import type { MediaItem } from "../../model/extraction.ts";
import { at, isObject, type Json } from "../page-data.ts";
import { parentOf } from "../unclobbered.ts";
import { linkPlace } from "./container.ts";
import { mediaOf, type Story } from "./stories.ts";
import { cleanUrl } from "./urls.ts";

export interface Media {
  item: MediaItem;
  /** The full address to fetch; null for a video, which is named and not fetched. */
  fetch: string | null;
}

/** Facebook's own furniture: emoji, icons, and profile pictures (storage types that end in `-1`). */
const FURNITURE =
  /\/(?:rsrc\.php|images\/emoji\.php|assets)\/|\/v\/(?:[^/]*-1|t1\.6435-1)\/|[/=]p?(?:16|24|32|36|40)x\d\d\b/;
/** True for a picture that someone posted. */
export const isContent = (url: string): boolean =>
  /^https?:/.test(url) && !FURNITURE.test(url) && !/^https?:\/\/static\./.test(url);
/** The file's name: the same picture has many addresses. */
const fileOf = (url: string): string => url.split("?")[0]?.split("/").pop() ?? url;

/** Media in `element`, where `own` holds (not in comments); `story` adds what the DOM does not show. */
export function mediaIn(
  element: Element | null,
  own: (inner: Element) => boolean,
  story: Story | null,
): Media[] {
  const found = [...(element ? shown(element, own) : []), ...(story ? named(story) : [])];
  const media: Media[] = [];
  for (const next of found) {
    const same = media.find(
      ({ item }) =>
        item.kind === next.item.kind &&
        (fileOf(item.url) === fileOf(next.item.url) || (item.id !== null && item.id === next.item.id)),
    );
    // The player shows one of several stills of the same video: one poster is enough.
    const still =
      next.item.kind === "poster" && next.item.from === "page-data"
        ? media.find(({ item }) => item.kind === "poster" && item.from === "dom" && item.id === null)
        : undefined;
    if (still) still.item.id = next.item.id;
    else if (!same) media.push(next);
    else {
      same.item.id ??= next.item.id;
      same.item.alt ??= next.item.alt;
    }
  }
  return media.slice(0, 500);
}

function shown(element: Element, own: (inner: Element) => boolean): Media[] {
  const media: Media[] = [];
  for (const image of element.querySelectorAll("img[src]")) {
    const url = image.getAttribute("src") ?? "";
    const small = Number(image.getAttribute("width") ?? 999) < 60;
    if (!isContent(url) || small || !own(image) || image.hasAttribute("aria-hidden")) continue;
    const link = image.closest("a");
    const target = link && linkPlace(link);
    const poster = target?.kind === "video" || target?.kind === "reel" || besideVideo(image, element);
    const id = target?.ids.find((found) => found.name === (poster ? "video_id" : "photo_id"))?.value ?? null;
    media.push(item(poster ? "poster" : "image", url, image.getAttribute("alt"), id, "dom"));
  }
  return media;
}

function besideVideo(image: Element, post: Element): boolean {
  let at = parentOf(image);
  for (let steps = 0; at && at !== post && steps < 6; at = parentOf(at), steps++)
    if (at.querySelector("video,[data-instancekey]") || at.matches("[data-instancekey]")) return true;
  return false;
}

const IMAGE_KEYS = [
  "viewer_image",
  "photo_image",
  "image",
  "large_share_image",
  "massive_image",
  "placeholder_image",
];
const POSTER_KEYS = ["preferred_thumbnail", "thumbnailImage", "first_frame_thumbnail", "image"];

function named(story: Story): Media[] {
  const media: Media[] = [];
  for (const object of mediaOf(story)) {
    const id = object.id as string;
    const video = object.__typename === "Video" || object.playable_url !== undefined;
    const url = pick(object, video ? POSTER_KEYS : IMAGE_KEYS);
    const alt = typeof object.accessibility_caption === "string" ? object.accessibility_caption : null;
    if (url) media.push(item(video ? "poster" : "image", url, alt, id, "page-data"));
    if (video) {
      const link =
        typeof object.permalink_url === "string"
          ? object.permalink_url
          : `https://www.facebook.com/watch/?v=${id}`;
      media.push({
        item: { kind: "video", url: cleanUrl(link), alt: null, id, from: "page-data" },
        fetch: null,
      });
    }
  }
  return media;
}

function pick(object: Json, keys: string[]): string | null {
  for (const key of keys) {
    const value = object[key];
    const url = isObject(value) ? (value.uri ?? at(value, "image", "uri")) : value;
    if (typeof url === "string" && isContent(url)) return url;
  }
  return null;
}

function item(
  kind: MediaItem["kind"],
  url: string,
  alt: string | null,
  id: string | null,
  from: "dom" | "page-data",
): Media {
  return {
    item: { kind, url: cleanUrl(url).slice(0, 4000), alt: alt ? alt.slice(0, 4000) : null, id, from },
    fetch: url,
  };
}

/** How many photos the post has, as its page data says; null where it does not. */
export function photoCount(story: Story): number | null {
  for (const facet of story.facets)
    for (const attachment of Array.isArray(facet.attachments) ? facet.attachments : []) {
      const count =
        at(attachment, "styles", "attachment", "all_subattachments", "count") ??
        at(attachment, "all_subattachments", "count");
      if (typeof count === "number") return count;
    }
  return null;
}
