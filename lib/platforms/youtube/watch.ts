/** A video: watch page, Short, live, embed. From page data where they speak of it, else from what the page shows. */
import type { Author, Count, Extraction, MediaItem, Part } from "../../model/extraction.ts";
import type { Subject } from "../../model/subject.ts";
import { climb, type Ladder } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { author, authorOf, authorOfLink } from "./author.ts";
import { commentsInData, commentsInDom } from "./comments.ts";
import { counts } from "./counts.ts";
import { type PageData, parsed } from "./data.ts";
import { details, facts, format, poster } from "./player.ts";
import * as ladder from "./selectors.ts";
import { linesOf, listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { cleanUrl, shortUrl, watchUrl } from "./urls.ts";
import { data, dom, first, id, ids, instant, NOBODY, sourced, type Text } from "./value.ts";

/** What `readVideo` gives: all of an extraction but notices and vantage, which the page as a whole has. */
export type VideoReading = Omit<Extraction, "notices" | "vantage" | "original">;

const renderer = (initial: Json | null, name: string): unknown =>
  search(initial, (object) => isObject(object[name]), { limit: 1 })[0]?.[name];

/** Reads the page's main video; fields that the page does not give are null. */
export function readVideo(page: PageView, known: PageData): VideoReading {
  const { player, initial, place, videoId } = known;
  const { document } = page;
  const primary = renderer(initial, "videoPrimaryInfoRenderer");
  const secondary = renderer(initial, "videoSecondaryInfoRenderer");
  const linked = known.staleDom ? null : linkedData(document, videoId);
  const shown = (rungs: Ladder, read: (element: Element | null) => string | null = wordsOf): Text | null => {
    const held = known.staleDom
      ? null
      : climb(rungs, document, (found) => ladder.notHidden(found) && read(found) !== null);
    return held ? dom(read(held.element), held.rung) : null;
  };
  const who = owner(page, known, secondary, linked);
  const short = place.kind === "short";
  const subject: Subject = {
    platform: "youtube",
    kind: short
      ? "short"
      : at(details(player), "isLive") === true || at(details(player), "isUpcoming") === true
        ? "live"
        : "video",
    ids: ids(
      id(
        "video_id",
        place.id && videoId === place.id
          ? sourced(videoId, "url", place.rung)
          : data(videoId, "videoDetails.videoId"),
      ),
      id("channel_id", who.id),
      id("handle", who.handle),
    ),
    permalink: videoId
      ? sourced((short ? shortUrl : watchUrl)(videoId), place.id ? "url" : "page-data", "canonical")
      : null,
  };
  const text = first(
    data(stringAt(details(player), "shortDescription"), "videoDetails.shortDescription"),
    data(
      textOf(
        renderer(initial, "expandableVideoDescriptionBodyRenderer") &&
          at(renderer(initial, "expandableVideoDescriptionBodyRenderer"), "attributedDescriptionBodyText"),
      ),
      "attributedDescriptionBodyText",
    ),
    data(textOf(at(secondary, "attributedDescription")), "attributedDescription"),
    data(textOf(at(secondary, "description")), "videoSecondaryInfoRenderer.description"),
    data(textOf(at(format(player), "description")), "microformat.description"),
    data(stringAt(linked, "description"), "ld+json.description"),
    shown(ladder.DESCRIPTION, linesOf),
  );
  const inPage = known.staleDom ? [] : commentsInDom(document, videoId);
  const comments = inPage.length > 0 ? inPage : commentsInData(initial);
  const printed = counts(known, primary, secondary, shown);
  return {
    subject,
    author: who,
    title: first(
      data(stringAt(details(player), "title"), "videoDetails.title"),
      data(textOf(at(format(player), "title")), "microformat.title"),
      data(textOf(at(primary, "title")), "videoPrimaryInfoRenderer.title"),
      shown(ladder.TITLE),
      data(stringAt(linked, "name"), "ld+json.name"),
    ),
    text,
    published: {
      printed: first(
        data(textOf(at(primary, "dateText")), "videoPrimaryInfoRenderer.dateText"),
        shown(ladder.DATE),
      ),
      read: first(
        data(instant(stringAt(format(player), "publishDate")), "microformat.publishDate"),
        data(instant(stringAt(format(player), "uploadDate")), "microformat.uploadDate"),
        data(instant(stringAt(linked, "uploadDate")), "ld+json.uploadDate"),
      ),
    },
    counts: printed,
    media: media(known, videoId, secondary, linked),
    comments,
    parts: [
      ...(text ? [{ name: "text" as const, had: 1, of: 1 }] : []),
      ...commentsPart(comments.length, printed),
      ...(videoId && player && isObject(player.videoDetails)
        ? [{ name: "video" as const, had: 0, of: 1 }]
        : []),
    ],
    facts: facts(player, known.stale || known.staleDom ? null : regionsAllowed(document)),
  };
}

/** How many comments were had, of how many; a rounded count ("1,2 N") is no number. */
export function commentsPart(had: number, counts: readonly Count[]): Part[] {
  const all = counts.find((one) => one.name === "comments")?.value.replace(/\s*\p{L}+$/u, "") ?? "";
  const of = /^\d+$/.test(all) ? Math.max(Number(all), had) : null;
  return had > 0 || of ? [{ name: "comments", had, of }] : [];
}

const regionsAllowed = (document: Document): string | null =>
  document.querySelector("meta[itemprop='regionsAllowed']")?.getAttribute("content") ?? null;

/** The page's own schema.org block, if it speaks of this video. */
function linkedData(document: Document, videoId: string | null): Json | null {
  for (const script of document.querySelectorAll("script[type='application/ld+json']")) {
    const value = parsed(script.textContent ?? "");
    if (isObject(value) && videoId && stringAt(value, "embedUrl")?.includes(videoId)) return value;
  }
  return null;
}

function owner(page: PageView, known: PageData, secondary: unknown, linked: Json | null): Author {
  const { player } = known;
  const block = at(secondary, "owner", "videoOwnerRenderer");
  const channel = first(
    data(stringAt(details(player), "channelId"), "videoDetails.channelId"),
    data(stringAt(format(player), "externalChannelId"), "microformat.externalChannelId"),
  );
  const name = first(
    data(stringAt(details(player), "author"), "videoDetails.author"),
    data(stringAt(format(player), "ownerChannelName"), "microformat.ownerChannelName"),
  );
  const fromData = authorOf(
    data(textOf(at(block, "title")), "videoOwnerRenderer.title"),
    at(block, "navigationEndpoint"),
    "videoOwnerRenderer",
  );
  const profile = author(
    name,
    channel,
    data(stringAt(format(player), "ownerProfileUrl"), "microformat.ownerProfileUrl"),
  );
  const shown = known.staleDom ? NOBODY : ownerShown(page.document);
  return {
    name: first(name, fromData.name, shown.name, data(stringAt(linked, "author"), "ld+json.author")),
    id: first(channel, fromData.id, shown.id),
    handle: first(profile.handle, fromData.handle, shown.handle),
    url: first(profile.url, fromData.url, shown.url),
  };
}

function ownerShown(document: Document): Author {
  const held = climb(ladder.OWNER, document, ladder.notHidden);
  const link = held ? climb(ladder.OWNER_LINK, held.element, (found) => wordsOf(found) !== null) : null;
  return link && held
    ? authorOfLink(link.element, wordsOf(link.element.querySelector("h3") ?? link.element), held.rung)
    : NOBODY;
}

/** Poster and the channel's avatar, addresses without signatures. */
function media(
  known: PageData,
  videoId: string | null,
  secondary: unknown,
  linked: Json | null,
): MediaItem[] {
  const found: MediaItem[] = [];
  const address = poster(known.player) ?? stringAt(linked, "thumbnailUrl", 0);
  if (address)
    found.push({ kind: "poster", url: cleanUrl(address), alt: null, id: videoId, from: "page-data" });
  const avatar = listAt(secondary, "owner", "videoOwnerRenderer", "thumbnail", "thumbnails").at(-1);
  const url = stringAt(avatar, "url");
  if (url) found.push({ kind: "avatar", url: cleanUrl(url), alt: null, id: null, from: "page-data" });
  return found;
}
