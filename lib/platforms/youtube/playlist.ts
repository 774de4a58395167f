/** A playlist: its entries, also those that are gone, from page data, else from what the page shows. */
import type { Author, Count, Fact } from "../../model/extraction.ts";
import { climb, climbAll } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { author, authorOfText } from "./author.ts";
import type { PageData } from "./data.ts";
import { ENTRY, ENTRY_TITLE, PLAYLIST_TITLE } from "./part-ladders.ts";
import { notHidden } from "./selectors.ts";
import { listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { placeOf, playlistUrl } from "./urls.ts";
import { count, data, dom, first, id, ids, NEVER, NOBODY, sourced, type Text } from "./value.ts";
import type { VideoReading } from "./watch.ts";

/** One line of the list. `words`: the title, or the platform's words in its place. */
export interface Entry {
  videoId: string | null;
  words: string | null;
  playable: boolean;
  from: "dom" | "page-data";
  rung: string;
}

const ENTRIES_MAX = 5000;

/** The entries that are on the page, in order. */
export function entriesOf(document: Document, known: PageData): Entry[] {
  const told = search(
    known.initial,
    (object) =>
      isObject(object.title) && "videoId" in object && ("isPlayable" in object || "index" in object),
    { limit: ENTRIES_MAX },
  ).map(
    (entry): Entry => ({
      videoId: stringAt(entry, "videoId"),
      words: textOf(entry.title),
      playable: entry.isPlayable !== false,
      from: "page-data",
      rung: "playlistVideoRenderer.title",
    }),
  );
  if (told.length > 0 || known.staleDom) return told;
  return climbAll(ENTRY, document, notHidden)
    .slice(0, ENTRIES_MAX)
    .map(({ element }): Entry => {
      const title = climb(ENTRY_TITLE, element, (found) => wordsOf(found) !== null);
      return {
        videoId: videoOf(element),
        words: wordsOf(title?.element),
        // What is gone has no channel beside it; a person's title always has one.
        playable: element.querySelector("a[href*='/@'], a[href*='/channel/']") !== null,
        from: "dom",
        rung: title?.rung ?? "",
      };
    });
}

function videoOf(entry: Element): string | null {
  for (const link of entry.querySelectorAll("a[href*='/watch']")) {
    const href = link.getAttribute("href") ?? "";
    if (URL.canParse(href, "https://www.youtube.com/"))
      return placeOf(new URL(href, "https://www.youtube.com/")).id;
  }
  return null;
}

export function readPlaylist(page: PageView, known: PageData): VideoReading {
  const { initial, place } = known;
  const header = at(initial, "header", "playlistHeaderRenderer");
  const side = search(at(initial, "sidebar"), (one) => isObject(one.playlistSidebarPrimaryInfoRenderer), {
    limit: 1,
  })[0]?.playlistSidebarPrimaryInfoRenderer;
  const meta = at(initial, "metadata", "playlistMetadataRenderer");
  const shown = climb(PLAYLIST_TITLE, page.document, (found) => notHidden(found) && wordsOf(found) !== null);
  const entries = entriesOf(page.document, known);
  const counts = countsOf(header, side);
  const text = first(
    data(stringAt(meta, "description"), "playlistMetadataRenderer.description"),
    data(textOf(at(header, "descriptionText")), "playlistHeaderRenderer.descriptionText"),
  );
  const all = /^\d+/.exec((counts[0]?.value ?? "").replace(/(?<=\d)[.,\u00a0 ](?=\d{3})/g, ""))?.[0];
  return {
    subject: {
      platform: "youtube",
      kind: "playlist",
      ids: ids(id("playlist_id", sourced(place.id, "url", place.rung))),
      permalink: place.id ? sourced(playlistUrl(place.id), "url", "canonical") : null,
    },
    author: ownerOf(initial, header),
    title: first(
      data(textOf(at(header, "title")), "playlistHeaderRenderer.title"),
      data(stringAt(meta, "title"), "playlistMetadataRenderer.title"),
      shown ? dom(wordsOf(shown.element), shown.rung) : null,
    ),
    text,
    published: NEVER,
    counts,
    media: [],
    comments: [],
    parts:
      entries.length > 0
        ? [
            {
              name: "entries",
              had: entries.length,
              of: all ? Math.max(Number(all), entries.length) : null,
            },
          ]
        : [],
    facts: gone(entries),
  };
}

function ownerOf(initial: Json | null, header: unknown): Author {
  const owner = at(header, "ownerText");
  if (owner) {
    const found = authorOfText(owner, "playlistHeaderRenderer.ownerText");
    const browse = stringAt(at(header, "ownerEndpoint"), "browseEndpoint", "browseId");
    return found.id ? found : author(found.name, data(browse, "playlistHeaderRenderer.ownerEndpoint"), null);
  }
  const side = search(at(initial, "sidebar"), (one) => isObject(one.playlistSidebarSecondaryInfoRenderer), {
    limit: 1,
  })[0];
  const title = at(side, "playlistSidebarSecondaryInfoRenderer", "videoOwner", "videoOwnerRenderer", "title");
  return title ? authorOfText(title, "playlistSidebarSecondaryInfoRenderer.videoOwner") : NOBODY;
}

function countsOf(header: unknown, side: unknown): Count[] {
  const stats = listAt(side, "stats").map((stat) => textOf(stat));
  const number: Text | null = first(
    data(textOf(at(header, "numVideosText")), "playlistHeaderRenderer.numVideosText"),
    data(stats[0], "playlistSidebarPrimaryInfoRenderer.stats"),
  );
  return [
    ...count("videos", number),
    ...count("views", data(textOf(at(header, "viewCountText")) ?? stats[1], "playlist.stats")),
  ];
}

/** Which entries do not play, with the words in their place: notices alone would not say which video it was. */
function gone(entries: readonly Entry[]): Fact[] {
  const lost = entries.filter((entry) => !entry.playable);
  const one = lost[0];
  if (!one) return [];
  const value = lost.map(({ videoId, words }) => ({ videoId, words }));
  return [{ name: "unavailableEntries", value, from: one.from, rung: one.rung }];
}
