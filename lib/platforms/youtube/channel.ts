/** A channel page and a playlist, with their error states: facts from page data, else what the header shows. */
import type { Count, Part } from "../../model/extraction.ts";
import { climb } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { author } from "./author.ts";
import type { PageData } from "./data.ts";
import { CHANNEL_NAME, notHidden } from "./selectors.ts";
import { listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { channelUrl, cleanUrl, playlistUrl } from "./urls.ts";
import { count, data, dom, first, id, ids, NEVER, NOBODY, sourced } from "./value.ts";
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
  const shown = climb(CHANNEL_NAME, page.document, (found) => notHidden(found) && wordsOf(found) !== null);
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

export function readPlaylist(_page: PageView, known: PageData): VideoReading {
  const { initial, place } = known;
  const header = at(initial, "header", "playlistHeaderRenderer");
  const meta = at(initial, "metadata", "playlistMetadataRenderer");
  const entries = search(initial, (object) => isObject(object.playlistVideoRenderer), { limit: 5000 });
  const parts: Part[] = entries.length > 0 ? [{ name: "entries", had: entries.length, of: null }] : [];
  const owner = at(header, "ownerText");
  return {
    subject: {
      platform: "youtube",
      kind: "playlist",
      ids: ids(id("playlist_id", sourced(place.id, "url", place.rung))),
      permalink: place.id ? sourced(playlistUrl(place.id), "url", "canonical") : null,
    },
    author: owner
      ? author(
          data(textOf(owner), "playlistHeaderRenderer.ownerText"),
          data(
            stringAt(owner, "runs", 0, "navigationEndpoint", "browseEndpoint", "browseId"),
            "playlistHeaderRenderer.ownerText",
          ),
          null,
        )
      : NOBODY,
    title: first(
      data(textOf(at(header, "title")), "playlistHeaderRenderer.title"),
      data(stringAt(meta, "title"), "playlistMetadataRenderer.title"),
    ),
    text: data(stringAt(meta, "description"), "playlistMetadataRenderer.description"),
    published: NEVER,
    counts: count(
      "videos",
      data(textOf(at(header, "numVideosText")), "playlistHeaderRenderer.numVideosText"),
    ),
    media: [],
    comments: [],
    parts,
    facts: [],
  };
}
