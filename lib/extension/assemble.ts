/** Puts images into the inert HTML: every `media:N` that stands where an address stands becomes the image itself. */
import { toBase64 } from "../evidence/bytes.ts";
import type { Image } from "./media.ts";

/** A transparent pixel, for images that could not be had: the page keeps its shape and asks nobody. */
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
/** Tags with their attributes, and style sheets. What a person wrote is text between them and stays as it is. */
const TAG_OR_STYLE = /<style[\s>][\s\S]*?<\/style>|<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>/g;
const ADDRESS =
  /((?:\s(?:src|href|xlink:href|poster|srcset|background|data)=["']?|url\(\s*(?:["']|&quot;|&#39;)?))media:(\d{1,6})(?![\w-])/g;

/** @param images by the index in `media:<index>`; what is missing is shown as nothing. */
export function assembleHtml(html: string, images: ReadonlyMap<number, Image>): Blob {
  const addresses = new Map<number, string>();
  const addressOf = (index: number): string => {
    const known = addresses.get(index);
    if (known) return known;
    const image = images.get(index);
    const made = image ? dataUri(image) : NOTHING;
    addresses.set(index, made);
    return made;
  };
  // In parts: put together as one string, megabytes of base64 were copied twice.
  const parts: string[] = [];
  let done = 0;
  for (const { 0: tag, index: start } of html.matchAll(TAG_OR_STYLE)) {
    if (!tag.includes("media:")) continue;
    for (const { 0: address, 1: before = "", 2: number, index } of tag.matchAll(ADDRESS)) {
      parts.push(html.slice(done, start + index + before.length), addressOf(Number(number)));
      done = start + index + address.length;
    }
  }
  return new Blob([...parts, html.slice(done)], { type: "text/html" });
}

/** An image as a data URI. */
export function dataUri(image: Image): string {
  return `data:${image.mediaType};base64,${toBase64(image.bytes)}`;
}
