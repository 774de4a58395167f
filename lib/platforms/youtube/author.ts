/** Who published: name, channel id, handle and address, from any of the forms in which YouTube links to a channel. */
import type { Author } from "../../model/extraction.ts";
import { at } from "../page-data.ts";
import { stringAt, textOf } from "./text.ts";
import { channelUrl, cleanUrl, placeOf } from "./urls.ts";
import { data, dom, first, sourced, type Text } from "./value.ts";

/** From a navigation endpoint of page data (`browseEndpoint`) and a name. */
export function authorOf(name: Text | null, endpoint: unknown, rung: string): Author {
  const address =
    stringAt(endpoint, "browseEndpoint", "canonicalBaseUrl") ??
    stringAt(endpoint, "commandMetadata", "webCommandMetadata", "url");
  return author(name, data(stringAt(endpoint, "browseEndpoint", "browseId"), rung), data(address, rung));
}

/** From what is known; the handle is read out of the address, and a missing address is made of the id. */
export function author(name: Text | null, id: Text | null, address: Text | null): Author {
  const clean = address ? cleanUrl(address.value) : "";
  const place = clean ? placeOf(new URL(clean)) : null;
  const channel = id?.value.startsWith("UC") ? id : null;
  const fromAddress = place?.id ? sourced(place.id, address?.from ?? "dom", `${address?.rung}/id`) : null;
  const known = channel ?? fromAddress;
  return {
    name,
    id: known,
    handle: place?.handle?.startsWith("@")
      ? sourced(place.handle, address?.from ?? "dom", address?.rung ?? "")
      : null,
    url: first(
      clean && place?.kind === "channel" ? sourced(clean, address?.from ?? "dom", address?.rung ?? "") : null,
      known ? sourced(channelUrl(known.value), known.from, known.rung) : null,
    ),
  };
}

/** From a link in the page. */
export const authorOfLink = (link: Element | null, name: string | null, rung: string): Author =>
  author(dom(name, rung), null, dom(link?.getAttribute("href"), rung));

/** The channel that a text with a link in it names (`ownerText.runs[0]`). */
export const authorOfText = (text: unknown, rung: string): Author =>
  authorOf(data(textOf(text), rung), at(text, "runs", 0, "navigationEndpoint"), rung);
