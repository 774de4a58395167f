/**
 * YouTube's embedded data: player response, page data, configuration; unwrapped from the shapes they come in
 * (2020 pbj arrays, 2026 `reel_item_watch`, embeds), and checked against the address before anything is believed.
 */

import { climb } from "../ladder.ts";
import { assigned, at, isObject, type Json, literals, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { currentVideo, errorScreen, visible, WATCH } from "./selectors.ts";
import { staleInitial } from "./stale.ts";
import { stringAt, wordsOf } from "./text.ts";
import { type Place, placeOf } from "./urls.ts";

export interface PageData {
  place: Place;
  /** Player response of the thing the address names; null where there is none or it is another's. */
  player: Json | null;
  /** `ytInitialData` likewise. */
  initial: Json | null;
  /** All `ytcfg.set` values in one. */
  config: Json;
  /** Embedded data were there but speak of another id than the address. */
  stale: boolean;
  /** Id of the video that the data speak of, or the address where they name none. */
  videoId: string | null;
  /** The page's elements still show another video: not to be read. */
  staleDom: boolean;
}

/** Reads what the page embeds. Nothing is run, nothing is written. */
export function pageDataOf(page: PageView): PageData {
  const { document, url } = page;
  const place = placeOf(url);
  const config = configOf(document);
  const values = [assigned(document, "ytInitialPlayerResponse"), assigned(document, "ytInitialData")];
  const player = values.map(playerIn).find((found) => found !== null) ?? embedded(config);
  const initial =
    [...values]
      .reverse()
      .map(initialIn)
      .find((found) => found !== null) ?? null;
  const wantsVideo = place.kind === "video" || place.kind === "short";
  const shown = currentVideo(document);
  const pageId = videoIdInPage(initial);
  const dataId = videoIdIn(player) ?? pageId;
  const staleDom = wantsVideo && shown !== null && place.id !== null && shown !== place.id;
  const foreign = (id: string | null) => place.id !== null && id !== null && id !== place.id;
  // Each of the two is believed for itself: in-page navigation may leave one of them behind.
  const stale = wantsVideo
    ? { player: foreign(videoIdIn(player)), initial: foreign(pageId) }
    : { player: false, initial: staleInitial(page, place, initial) };
  // Data that name no id (removed videos) are believed only while the page does not show something playing.
  const showing = shown !== null || climb(WATCH, document, visible) !== null;
  const unsure = wantsVideo && dataId === null && player !== null && showing && !staleDom;
  const drop = unsure && !mentions(player, place.id) && !agrees(document, player);
  return {
    place,
    player: drop || stale.player || (!wantsVideo && !onlyPlayer(player, initial)) ? null : player,
    initial: drop || stale.initial ? null : initial,
    config,
    stale: drop || stale.player || stale.initial,
    videoId: place.id && wantsVideo ? place.id : wantsVideo ? dataId : null,
    staleDom,
  };
}

/** On an address that names no video, a player response is believed only where nothing else is embedded. */
const onlyPlayer = (player: Json | null, initial: Json | null): boolean =>
  player !== null && initial === null;

/** The player response in a value: itself, or nested (`playerResponse`, arrays of page parts). */
export function playerIn(value: unknown): Json | null {
  if (isObject(value) && isObject(value.playabilityStatus)) return value;
  return (
    search(value, (object) => isObject(object.playabilityStatus), {
      limit: 1,
      nodes: 20_000,
      enter: (key) => /^(\d+|playerResponse|response|data)$/.test(key),
    })[0] ?? null
  );
}

const INITIAL_KEYS = [
  "contents",
  "alerts",
  "metadata",
  "onResponseReceivedEndpoints",
  "header",
  "onResponseReceivedActions",
];

/** `ytInitialData` in a value: itself, or nested (`response`). */
export function initialIn(value: unknown): Json | null {
  const wanted = (object: Json) =>
    !isObject(object.playabilityStatus) && INITIAL_KEYS.some((key) => typeof object[key] === "object");
  if (isObject(value) && wanted(value)) return value;
  return (
    search(value, wanted, {
      limit: 1,
      nodes: 20_000,
      enter: (key) => /^(\d+|response|data)$/.test(key),
    })[0] ?? null
  );
}

/** The id that a player response speaks of, or null (removed and private videos carry none). */
export const videoIdIn = (player: Json | null): string | null =>
  stringAt(player, "videoDetails", "videoId") ??
  stringAt(player, "microformat", "playerMicroformatRenderer", "externalVideoId") ??
  stringAt(player, "playabilityStatus", "liveStreamability", "liveStreamabilityRenderer", "videoId");

/** The id of the video that `ytInitialData` speak of: a watch page's own, or a Short's. */
const videoIdInPage = (initial: Json | null): string | null =>
  stringAt(initial, "currentVideoEndpoint", "watchEndpoint", "videoId") ??
  stringAt(initial, "currentVideoEndpoint", "reelWatchEndpoint", "videoId");

/** Sign-in links of an error screen name the video they lead back to. */
const mentions = (player: Json, id: string | null): boolean =>
  id !== null && JSON.stringify(player.playabilityStatus ?? "").includes(id);

/** The error screen that a person sees says what the data say. */
function agrees(document: Document, player: Json): boolean {
  const reason = stringAt(player, "playabilityStatus", "reason");
  const shown = wordsOf(errorScreen(document)?.element);
  return reason !== null && shown?.includes(reason) === true;
}

function configOf(document: Document): Json {
  const merged: Json = {};
  for (const { name, value } of literals(document, ["ytcfg.set"])) {
    if (name?.endsWith("ytcfg.set") && isObject(value)) Object.assign(merged, value);
  }
  return merged;
}

/** Embeds hand the player's answer over as text inside the configuration. */
function embedded(config: Json): Json | null {
  const text = stringAt(config, "PLAYER_VARS", "embedded_player_response");
  if (!text) return null;
  const value = parsed(text);
  if (!isObject(value)) return null;
  const status = value.playabilityStatus ?? at(value, "previewPlayabilityStatus");
  return isObject(status) ? { ...value, playabilityStatus: status } : null;
}

/** JSON of a text, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
