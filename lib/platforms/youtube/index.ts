/** YouTube, as `Platform` asks: watch pages, Shorts, embeds, channels, playlists, community posts, error states. */
import type { Extraction } from "../../model/extraction.ts";
import type { Notice } from "../../model/notice.ts";
import type { Outcome } from "../../model/outcome.ts";
import { recognise } from "../../notices/recognise.ts";
import { anyOf, climb } from "../ladder.ts";
import type { PageView, Platform, Reading, Sighting } from "../platform.ts";
import { parentOf } from "../unclobbered.ts";
import { isChannel, readChannel } from "./channel.ts";
import {
  commentAround,
  commentSighting,
  isComment,
  keepComment,
  namedComment,
  readComment,
} from "./comment.ts";
import { commentsInData, commentsInDom } from "./comments.ts";
import { cutDown } from "./cut-down.ts";
import { type PageData, pageDataOf } from "./data.ts";
import { candidates } from "./errors.ts";
import { expanders } from "./expanders.ts";
import { readPlaylist } from "./playlist.ts";
import { postsInData, readPost } from "./post.ts";
import { errorScreen, LADDERS, notHidden, POST, WATCH, WHOLE } from "./selectors.ts";
import { around, find, glance, postIdOf, postSighting, START } from "./spot.ts";
import { cleanUrl, isYouTube } from "./urls.ts";
import { NEVER, NOBODY } from "./value.ts";
import { vantageOf } from "./vantage.ts";
import { viewerOf } from "./viewer.ts";
import { readVideo, type VideoReading } from "./watch.ts";

export const youtube: Platform = {
  name: "youtube",
  ladders: LADDERS,
  owns: (url) => isYouTube(url.hostname),
  find,
  around: (element) => commentAround(element) ?? around(element),
  glance: (element, page) =>
    commentAround(element) === element ? commentSighting(element) : glance(element, page),
  survey,
  read,
  expanders: (container) => expanders(container),
  notices: (page) => noticesOf(page, pageDataOf(page)),
  viewer: (page) => viewerOf(page, pageDataOf(page)),
  cleanUrl: (url) => cleanUrl(url),
};

const noticesOf = (page: PageView, data: PageData): Notice[] =>
  recognise(candidates(page, data)).slice(0, 50);

function survey(page: PageView): Sighting[] {
  const data = pageDataOf(page);
  const main = mainReading(page, data);
  const sightings: Sighting[] = main
    ? [
        {
          key: keyOf(main),
          element: mainElement(page, data),
          author: main.author.name?.value ?? null,
          textStart: (main.title ?? main.text)?.value.slice(0, START) ?? null,
        },
      ]
    : [];
  const named = namedComment(page.document, page.url, data);
  if (named) sightings.push(named);
  const seen = new Set<string>();
  for (const element of page.document.querySelectorAll(anyOf(POST))) {
    const sighting =
      notHidden(element) && !parentOf(element)?.closest(anyOf(POST)) ? postSighting(element) : null;
    if (!sighting || seen.has(sighting.key)) continue;
    seen.add(sighting.key);
    sightings.push(sighting);
  }
  for (const [postId, renderer] of postsInData(data.initial)) {
    if (seen.has(`post:${postId}`)) continue;
    const reading = readPost(null, renderer);
    sightings.push({
      key: `post:${postId}`,
      element: null,
      author: reading.author.name?.value ?? null,
      textStart: reading.text?.value.slice(0, START) ?? null,
    });
  }
  return sightings;
}

const keyOf = (reading: VideoReading): string => {
  const own = reading.subject.ids[0]?.value ?? reading.subject.permalink?.value ?? "page";
  return `${reading.subject.kind === "channel" || reading.subject.kind === "playlist" ? reading.subject.kind : "video"}:${own}`;
};

/** The page's own subject, or null where it has none (home, search, consent). */
function mainReading(page: PageView, data: PageData): VideoReading | null {
  const { place } = data;
  if (place.kind === "video" || place.kind === "short") return readVideo(page, data);
  if (place.kind === "playlist") return readPlaylist(page, data);
  if (place.kind === "channel") return readChannel(page, data);
  if (place.kind === "community-post") return null;
  if (data.player) return readVideo(page, data);
  return isChannel(data.initial) ? readChannel(page, data) : null;
}

function mainElement(page: PageView, data: PageData): Element | null {
  if (data.staleDom) return null;
  if (data.place.kind !== "video" && data.place.kind !== "short") return null;
  return (errorScreen(page.document) ?? climb(WATCH, page.document, notHidden))?.element ?? null;
}

function read(page: PageView, sighting: Sighting | null): Reading {
  const data = pageDataOf(page);
  if (sighting && isComment(sighting)) return readOneComment(page, sighting, data);
  const post = sighting?.key.startsWith("post:") ? sighting : null;
  const postId = post ? post.key.slice(5) : data.place.kind === "community-post" ? data.place.id : null;
  const renderer = postId ? (postsInData(data.initial).get(postId) ?? null) : null;
  const element = post ? post.element : postId ? postElement(page.document, postId) : null;
  const isPost = post !== null || element !== null || renderer !== null;
  const main = isPost
    ? postWithComments(page, data, readPost(element, renderer))
    : (mainReading(page, data) ?? nothing());
  const extraction: Extraction = {
    ...main,
    original: null,
    // A post in a feed has its own place: the page's notices do not speak of it.
    notices: post ? [] : noticesOf(page, data),
    vantage: vantageOf(page, data),
  };
  return {
    extraction,
    fetchUrls: extraction.media.map((item) => item.url || null),
    pageData: cutDown(page.document, data),
    outcomes: outcomes(data, extraction),
    element: isPost
      ? element
      : sighting
        ? mainElement(page, data)
        : (climb(WHOLE, page.document, notHidden)?.element ?? mainElement(page, data)),
  };
}

/** The element of the post that the address names; one that bears another id was left from before. */
function postElement(document: Document, wanted: string): Element | null {
  const shown = [...document.querySelectorAll(anyOf(POST))].filter(notHidden);
  const alone = shown.length === 1 ? shown[0] : undefined;
  return (
    shown.find((element) => postIdOf(element) === wanted) ??
    (alone && postIdOf(alone) === null ? alone : null)
  );
}

/** One comment: the page's notices do not speak of it. */
function readOneComment(page: PageView, sighting: Sighting, data: PageData): Reading {
  const main = readComment(page.document, sighting, data) ?? nothing();
  const id = main.subject.ids[0]?.value ?? null;
  const extraction: Extraction = { ...main, original: null, notices: [], vantage: vantageOf(page, data) };
  return {
    extraction,
    fetchUrls: [],
    pageData: keepComment(data, id),
    outcomes: outcomes(data, extraction),
    element: sighting.element,
  };
}

/** Comments under a post on a page of its own are its context; in a feed they would be anyone's. */
function postWithComments(page: PageView, data: PageData, main: VideoReading): VideoReading {
  const shown = commentsInDom(page.document, null);
  const comments = shown.length > 0 ? shown : commentsInData(data.initial);
  if (data.place.kind !== "community-post" || comments.length === 0) return main;
  return { ...main, comments, parts: [...main.parts, { name: "comments", had: comments.length, of: null }] };
}

/** A page of the platform that is about nothing we know: consent, home, search. */
const nothing = (): VideoReading => ({
  subject: { platform: "youtube", kind: "whole-page", ids: [], permalink: null },
  author: NOBODY,
  title: null,
  text: null,
  published: NEVER,
  counts: [],
  media: [],
  comments: [],
  parts: [],
  facts: [],
});

function outcomes(data: PageData, extraction: Extraction): Outcome[] {
  const read = extraction.title ?? extraction.text ?? extraction.notices[0];
  const known = extraction.subject.kind !== "whole-page";
  return [
    data.stale || data.staleDom
      ? { step: "observe", status: "reduced", fault: "page-data-stale" }
      : { step: "observe", status: "done" },
    known && !read
      ? { step: "extract", status: "reduced", fault: "layout-unknown" }
      : { step: "extract", status: "done" },
  ];
}
