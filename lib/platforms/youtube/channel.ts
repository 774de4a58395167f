/** A channel page, with its error states: facts from page data, else what the header shows. */
import type { Count } from "../../model/extraction.ts";
import { climb } from "../ladder.ts";
import { at, isObject, type Json } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { author } from "./author.ts";
import type { PageData } from "./data.ts";
import { CHANNEL_NAME, notHidden } from "./selectors.ts";
import { listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { channelUrl, cleanUrl } from "./urls.ts";
import { count, data, dom, first, id, ids, NEVER, sourced } from "./value.ts";
import type { VideoReading } from "./watch.ts";

/** True where page data speak of a channel: its own page, or the answer that it is gone. */
export const isChannel = (initial: Json | null): boolean =>
  isObject(at(initial, "metadata", "channelMetadataRenderer")) ||
  isObject(at(initial, "header", "c4TabbedHeaderRenderer"));

export function readChannel(page: PageView, known: PageData): VideoReading {
  const { initial, place } = known;
  const meta = at(initial, "metadata", "channelMetadataRenderer");
  const old = at(initial, "header", "c4TabbedHeaderRenderer");
  const rows = listAt(
    initial,
    "header",
    "pageHeaderRenderer",
    "content",
    "pageHeaderViewModel",
    "metadata",
    "contentMetadataViewModel",
    "metadataRows",
  )
    .flatMap((row) => listAt(row, "metadataParts"))
    .map((part) => textOf(at(part, "text")))
    .filter((text): text is string => text !== null);
  const shown = known.staleDom
    ? null
    : climb(CHANNEL_NAME, page.document, (found) => notHidden(found) && wordsOf(found) !== null);
  const name = first(
    data(stringAt(meta, "title"), "channelMetadataRenderer.title"),
    data(stringAt(old, "title"), "c4TabbedHeaderRenderer.title"),
    data(stringAt(initial, "header", "pageHeaderRenderer", "pageTitle"), "pageHeaderRenderer.pageTitle"),
    shown ? dom(wordsOf(shown.element), shown.rung) : null,
  );
  const channel = first(
    data(stringAt(meta, "externalId"), "channelMetadataRenderer.externalId"),
    data(stringAt(old, "channelId"), "c4TabbedHeaderRenderer.channelId"),
    sourced(place.id, "url", place.rung),
  );
  const address = first(
    data(stringAt(meta, "vanityChannelUrl"), "channelMetadataRenderer.vanityChannelUrl"),
    place.handle ? sourced(`https://www.youtube.com/${place.handle}`, "url", place.rung) : null,
  );
  const who = author(name, channel, address);
  const text = data(stringAt(meta, "description"), "channelMetadataRenderer.description");
  const picture = listAt(meta, "avatar", "thumbnails").at(-1);
  const picked = stringAt(picture, "url");
  const countries = listAt(meta, "availableCountryCodes").filter((code) => typeof code === "string");
  return {
    subject: {
      platform: "youtube",
      kind: "channel",
      ids: ids(id("channel_id", channel), id("handle", who.handle)),
      permalink: channel ? sourced(channelUrl(channel.value), channel.from, "canonical") : who.url,
    },
    author: who,
    title: name,
    text,
    published: NEVER,
    counts: channelCounts(rows, old),
    media: picked ? [{ kind: "avatar", url: cleanUrl(picked), alt: null, id: null, from: "page-data" }] : [],
    comments: [],
    parts: text ? [{ name: "text", had: 1, of: 1 }] : [],
    facts:
      countries.length > 0
        ? [
            {
              name: "availableCountryCodes",
              value: countries,
              from: "page-data",
              rung: "channelMetadataRenderer.availableCountryCodes",
            },
          ]
        : [],
  };
}

/** As printed: "25m subscribers" stands in a row after the handle, the number of videos after it. */
function channelCounts(rows: readonly string[], old: unknown): Count[] {
  const numbers = rows.filter((row) => !row.startsWith("@") && /\p{N}/u.test(row));
  return [
    ...count(
      "subscribers",
      first(
        data(textOf(at(old, "subscriberCountText")), "c4TabbedHeaderRenderer"),
        data(numbers[0], "pageHeaderViewModel.metadataRows"),
      ),
    ),
    ...count(
      "videos",
      first(
        data(textOf(at(old, "videosCountText")), "c4TabbedHeaderRenderer"),
        data(numbers[1], "pageHeaderViewModel.metadataRows"),
      ),
    ),
  ];
}
