/**
 * Whether `ytInitialData` speak of what the address names. Nothing reloads them when YouTube moves within the page, so
 * a channel's, a playlist's or a post's data are believed only if their own id, address or name is the one on screen.
 */
import { climb, climbAll } from "../ladder.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { PLAYLIST_TITLE } from "./part-ladders.ts";
import { ALERT, CHANNEL_NAME, visible } from "./selectors.ts";
import { listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { type Place, placeOf } from "./urls.ts";

/** True where the data are another page's. Places that are no video; videos have their own id in the data. */
export function staleInitial(page: PageView, place: Place, initial: Json | null): boolean {
  if (!initial) return false;
  const channel = channelIn(initial);
  if (place.kind === "channel") {
    if (channel) return !isNamed(page, place, channel);
    return playlistIn(initial) !== null || unseenAlert(page.document, initial);
  }
  if (place.kind === "playlist") {
    const list = playlistIn(initial);
    if (list !== null) return list !== place.id;
    return channel !== null || unseenAlert(page.document, initial);
  }
  // Home, search, old custom addresses (`/Name`): a channel's data only if they name this very path.
  if (place.kind === "other" && channel)
    return !channel.paths.some((path) => samePath(path, page.url.pathname));
  return false;
}

interface Channel {
  id: string | null;
  name: string | null;
  /** Paths by which the data say the channel goes: `/@handle`, `/c/name`. */
  paths: string[];
}

function channelIn(initial: Json): Channel | null {
  const meta = at(initial, "metadata", "channelMetadataRenderer");
  const old = at(initial, "header", "c4TabbedHeaderRenderer");
  if (!isObject(meta) && !isObject(old)) return null;
  const urls = [
    stringAt(meta, "vanityChannelUrl"),
    stringAt(meta, "channelUrl"),
    ...listAt(meta, "ownerUrls"),
    stringAt(old, "navigationEndpoint", "browseEndpoint", "canonicalBaseUrl"),
    textOf(at(old, "channelHandleText")),
  ];
  const paths = urls.flatMap((url) =>
    typeof url === "string" && URL.canParse(url, BASE) ? [new URL(url, BASE).pathname] : [],
  );
  return {
    id: stringAt(meta, "externalId") ?? stringAt(old, "channelId"),
    name: stringAt(meta, "title") ?? stringAt(old, "title"),
    paths,
  };
}

const BASE = "https://www.youtube.com/";
const decoded = (path: string): string => (placeOf(new URL(path, BASE)).handle ?? path).toLowerCase();
const samePath = (one: string, other: string): boolean => decoded(one) === decoded(other);

/** By id; else by handle; else (`/c/…`, `/user/…` have no counterpart in the data) by the name on screen, where one is. */
function isNamed({ document, url }: PageView, place: Place, channel: Channel): boolean {
  if (place.id !== null) return channel.id === null || channel.id === place.id;
  const handles = channel.paths.filter((path) => path.startsWith("/@"));
  if (place.handle?.startsWith("@") && handles.length > 0)
    return handles.some((path) => samePath(path, url.pathname));
  if (channel.paths.some((path) => samePath(path, url.pathname))) return true;
  const shown = nameShown(document);
  return shown === null || channel.name === null || shown.startsWith(channel.name);
}

const nameShown = (document: Document): string | null =>
  wordsOf(climb(CHANNEL_NAME, document, visible)?.element);

/** The list that the data speak of, or null where they speak of none. */
function playlistIn(initial: Json): string | null {
  return (
    stringAt(initial, "header", "playlistHeaderRenderer", "playlistId") ??
    stringAt(
      search(initial.sidebar, (object) => typeof object.playlistId === "string", { limit: 1 })[0],
      "playlistId",
    ) ??
    stringAt(
      search(initial.contents, (object) => isObject(object.playlistVideoListRenderer), { limit: 1 })[0],
      "playlistVideoListRenderer",
      "playlistId",
    )
  );
}

/** Alerts name nobody. Where the page shows a channel or a list, they are of before unless it shows them too. */
function unseenAlert(document: Document, initial: Json): boolean {
  const said = listAt(initial, "alerts").flatMap((alert) =>
    Object.values(isObject(alert) ? alert : {}).flatMap((renderer) => textOf(at(renderer, "text")) ?? []),
  );
  if (said.length === 0) return false;
  const showing = nameShown(document) ?? wordsOf(climb(PLAYLIST_TITLE, document, visible)?.element);
  const shown = climbAll(ALERT, document, visible).map(({ element }) => wordsOf(element) ?? "");
  return showing !== null && !said.some((words) => shown.some((text) => text.includes(words)));
}
