/** YouTube's markup as dated ladders, and the two questions of visibility. `reasoned`: no recording of it is known to us. */
import { anyOf, climb, type Held, type Ladder } from "../ladder.ts";
import * as PARTS from "./part-ladders.ts";
import { wordsOf } from "./text.ts";

const rung = (name: string, since: string, selector: string, proof: string) => ({
  name,
  since,
  selector,
  proof,
});

export const TITLE: Ladder = [
  rung("watch-metadata-title", "2022-10", "ytd-watch-metadata #title h1", "watch.html"),
  rung("primary-info-title", "2017-08", "ytd-video-primary-info-renderer h1.title", "recorded 2022-09"),
  rung("watch-metadata-h1", "2022-10", "ytd-watch-metadata h1", "watch.html"),
  rung("primary-info-h1", "2017-08", "ytd-video-primary-info-renderer h1", "recorded 2022-09"),
  rung("slim-title", "2020-01", "ytm-slim-video-metadata-section-renderer h2", "reasoned"),
  rung(
    "shorts-title",
    "2024-05",
    "ytd-reel-video-renderer[is-active] yt-shorts-video-title-view-model h2",
    "reasoned",
  ),
];
/** Owner block; name, address, subscribers are read inside it. */
export const OWNER: Ladder = [
  rung("video-owner", "2017-08", "ytd-video-owner-renderer", "recorded 2022-09"),
  rung("metadata-owner", "2022-10", "ytd-watch-metadata #owner", "watch.html"),
  rung("slim-owner", "2020-01", "ytm-slim-owner-renderer", "reasoned"),
  rung(
    "shorts-channel-bar",
    "2024-05",
    "ytd-reel-video-renderer[is-active] yt-reel-channel-bar-view-model",
    "reasoned",
  ),
];
export const OWNER_LINK: Ladder = [
  rung("channel-name-link", "2017-08", "#channel-name a[href], ytd-channel-name a[href]", "recorded 2022-09"),
  rung("owner-link", "2020-01", "a[href]", "reasoned"),
];
export const SUBSCRIBERS: Ladder = [
  rung("owner-sub-count", "2017-08", "#owner-sub-count", "recorded 2022-09"),
  rung(
    "owner-string",
    "2022-10",
    "ytd-video-owner-renderer yt-formatted-string:not(ytd-channel-name *):not(:has(a))",
    "watch.html",
  ),
  rung("slim-owner-subtitle", "2020-01", "ytm-slim-owner-renderer h4", "watch-m.html"),
];
export const DATE: Ladder = [
  rung(
    "info-container-date",
    "2022-10",
    "ytd-watch-metadata #info-container #info > span + span",
    "watch.html",
  ),
  rung("info-text-date", "2022-10", "ytd-watch-info-text yt-formatted-string > span + span", "watch.html"),
  rung(
    "info-strings",
    "2019-07",
    "ytd-video-primary-info-renderer #info-strings yt-formatted-string",
    "recorded 2022-09",
  ),
];
export const VIEWS: Ladder = [
  rung("watch-info-views", "2022-10", "ytd-watch-metadata #info-container #info > span", "watch.html"),
  rung("info-text-views", "2022-10", "ytd-watch-info-text yt-formatted-string > span", "watch.html"),
  rung("view-count", "2017-08", "ytd-video-view-count-renderer .view-count", "recorded 2022-09"),
];
export const DESCRIPTION: Ladder = [
  rung(
    "inline-expander",
    "2022-10",
    "ytd-watch-metadata ytd-text-inline-expander yt-attributed-string",
    "watch.html",
  ),
  rung(
    "description-attributed",
    "2022-08",
    "ytd-video-secondary-info-renderer #description yt-attributed-string",
    "recorded 2022-09",
  ),
  rung(
    "description-formatted",
    "2017-08",
    "ytd-video-secondary-info-renderer #description yt-formatted-string",
    "recorded 2022-09",
  ),
];
export const LIKES: Ladder = [
  rung(
    "segmented-like",
    "2023-10",
    "ytd-watch-metadata like-button-view-model button .yt-spec-button-shape-next__button-text-content",
    "reasoned",
  ),
];
/** The main video's words. Present and hidden on some pages, so visibility is asked for. */
export const WATCH: Ladder = [
  rung("watch-metadata", "2022-10", "ytd-watch-metadata", "watch.html"),
  rung("primary-info", "2017-08", "ytd-video-primary-info-renderer", "recorded 2022-09"),
  rung("slim-metadata", "2020-01", "ytm-slim-video-metadata-section-renderer", "reasoned"),
  rung("active-short", "2021-01", "ytd-reel-video-renderer[is-active]", "reasoned"),
];
/** Player and words together. */
export const WHOLE: Ladder = [
  rung("primary-inner", "2019-07", "ytd-watch-flexy #primary-inner", "recorded 2022-09"),
  rung("watch-flexy", "2017-08", "ytd-watch-flexy", "recorded 2022-09"),
];
/** Where the player says why it does not play. The first stands hidden on every playable page. */
export const ERROR_SCREEN: Ladder = [
  rung("error-screen", "2017-08", "#error-screen yt-player-error-message-renderer", "blocked.html"),
  rung("player-error", "2017-08", "yt-player-error-message-renderer", "blocked.html"),
  rung("promo-screen", "2021-01", "ytd-watch-flexy ytd-background-promo-renderer", "reasoned"),
  rung("error-screen-other", "2017-08", "yt-playability-error-supported-renderers", "reasoned"),
  rung("mobile-error", "2020-01", "ytm-player-error-message-renderer", "reasoned"),
  rung("player-overlay", "2015-01", ".html5-video-player .ytp-error", "reasoned"),
];
export const ERROR_LINES =
  "#reason, #subreason, .ytp-error-content-wrap-reason, .ytp-error-content-wrap-subreason, .promo-title, .promo-body-text, .playability-reason, .playability-subreason";
export const ALERT: Ladder = [
  rung(
    "alert-error",
    "2017-08",
    "ytd-alert-renderer[type='ERROR'], ytd-alert-renderer[type='error']",
    "reasoned",
  ),
  rung("alert-mobile", "2020-01", "ytm-alert-renderer", "reasoned"),
];
/** A community post, in a feed or alone. */
export const POST: Ladder = [
  rung("post-thread", "2019-07", "ytd-backstage-post-thread-renderer", "community.html"),
  rung("post", "2021-01", "ytd-post-renderer", "reasoned"),
  rung("post-mobile", "2020-01", "ytm-backstage-post-thread-renderer", "reasoned"),
];
export const COMMENT: Ladder = [
  rung("comment-view-model", "2024-05", "ytd-comment-view-model", "watch.html"),
  rung("comment-renderer", "2017-08", "ytd-comment-renderer", "reasoned"),
  rung("comment-mobile", "2020-01", "ytm-comment-renderer", "reasoned"),
];
export const CHANNEL_NAME: Ladder = [
  rung("page-header-title", "2024-05", "yt-page-header-view-model h1", "channel.html"),
  rung(
    "header-mobile",
    "2020-01",
    "ytm-c4-tabbed-header-renderer h1, ytm-page-header-renderer h1",
    "channel-m.html",
  ),
  rung("channel-header-name", "2017-08", "#channel-header ytd-channel-name #text", "reasoned"),
];

/** False for what stands under a hidden element. Asks no boxes: recorded pages have none. */
export const notHidden = (element: Element): boolean => element.closest("[hidden]") === null;

/** True where a person sees words: an error screen that is not painted says nothing. */
export function visible(element: Element): boolean {
  if (!notHidden(element) || !wordsOf(element)) return false;
  if (typeof element.checkVisibility === "function")
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  return true;
}

/** The error screen that a person sees, or null. */
export const errorScreen = (document: Document): Held | null => climb(ERROR_SCREEN, document, visible);

/** Id of the video that the page's own elements say they show, or null. */
export function currentVideo(document: Document): string | null {
  return document.querySelector("ytd-watch-flexy[video-id]")?.getAttribute("video-id") || null;
}

/** What a button may stand on, for the main video. */
export const anyWatch = (): string =>
  `${anyOf(WATCH)}, yt-player-error-message-renderer, ytm-player-error-message-renderer`;

/** All of them, by name. */
export const LADDERS: Readonly<Record<string, Ladder>> = {
  TITLE,
  OWNER,
  OWNER_LINK,
  SUBSCRIBERS,
  DATE,
  VIEWS,
  DESCRIPTION,
  LIKES,
  WATCH,
  WHOLE,
  ERROR_SCREEN,
  ALERT,
  POST,
  COMMENT,
  CHANNEL_NAME,
  ...PARTS,
};
