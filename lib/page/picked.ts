/** What is read of an element that a person picked, or of the page as it stands: its words, pictures and the notices in or around it. */
import type { MediaItem, Part } from "../model/extraction.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Vantage } from "../model/subject.ts";
import type { PageView, Platform, Reading } from "../platforms/platform.ts";
import { readViewer } from "./extract.ts";
import { noticesAt } from "./notices-at.ts";
import { addressOf, ownPictures } from "./own-pictures.ts";
import { makeScrubber } from "./scrub.ts";
import { shownWords } from "./shown-words.ts";

/** `picked`: one element; `whole`: everything that stands in the page now. */
export type Extent = "picked" | "whole";

const WORDS_AT_MOST = 400_000;
const PICTURES_AT_MOST = 300;
/** CSS pixels: smaller ones are emoji and icons. They stay in the copy and are no media of the subject. */
const PICTURE_FROM = 48;

/** Nothing here knows the site's markup: no author, no time, no ids are claimed. */
export function readPicked(platform: Platform, page: PageView, element: Element, extent: Extent): Reading {
  const started = performance.now();
  const { text, cut } = shownWords(element, WORDS_AT_MOST);
  const media = picturesIn(element, platform, page);
  const videos = (element.localName === "video" ? 1 : 0) + element.querySelectorAll("video").length;
  const images = media.filter(({ item }) => item.kind === "image").length;
  // What the page itself cuts or folds away is not known here: no total is claimed for the words.
  const parts: Part[] = [
    ...(text ? [{ name: "text" as const, had: text.length, of: null }] : []),
    ...(images > 0 ? [{ name: "images" as const, had: images, of: images }] : []),
    ...(videos > 0 ? [{ name: "video" as const, had: 0, of: videos }] : []),
  ];
  const ms = Math.round(performance.now() - started);
  const outcomes: Outcome[] = [
    { step: "observe", status: "done", detail: extent === "picked" ? "picked by hand" : "whole page" },
    cut
      ? { step: "extract", status: "reduced", fault: "too-large", detail: `${WORDS_AT_MOST} characters`, ms }
      : { step: "extract", status: "done", ms },
  ];
  const title = page.document.title.slice(0, 10_000);
  return {
    extraction: {
      subject: {
        platform: platform.name,
        kind: extent === "picked" ? "picked" : "whole-page",
        ids: [],
        permalink: null,
      },
      author: { name: null, id: null, handle: null, url: null },
      title: title ? { value: title, from: "dom", rung: "document.title" } : null,
      text: text ? { value: text, from: "dom", rung: "shown-words" } : null,
      published: { printed: null, read: null },
      counts: [],
      original: null,
      media: media.map(({ item }) => item),
      comments: [],
      notices: noticesAt(platform, page, extent === "picked" ? element : null),
      vantage: vantageOf(platform, page),
      parts,
      facts: [],
    },
    fetchUrls: media.map(({ fetch }) => fetch),
    pageData: null,
    outcomes,
    element,
  };
}

/** Country and language as the page states them: the adapter knows where, whatever was picked. */
function vantageOf(platform: Platform, page: PageView): Vantage {
  try {
    return platform.read(page, null).extraction.vantage;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { platformCountry: null, platformLanguage: null, statedCountry: null, loggedIn: null };
  }
}

/** Pictures and posters as shown, each file once; without the viewer's own, and none where the viewer is not known. */
function picturesIn(element: Element, platform: Platform, page: PageView) {
  const viewer = readViewer(platform, page);
  if (!viewer) return [];
  const own = ownPictures(viewer.strings, makeScrubber(viewer.strings.map(({ value }) => value)), element);
  const found = new Map<string, { item: MediaItem; fetch: string }>();
  const add = (kind: "image" | "poster", address: string | null | undefined, alt: string | null) => {
    if (!address || !URL.canParse(address, page.document.baseURI) || found.size >= PICTURES_AT_MOST) return;
    const url = new URL(address, page.document.baseURI);
    if (!/^https?:$/.test(url.protocol) || url.href.length > 8000) return;
    // Signatures and sessions stand behind the path.
    const place = `${url.origin}${url.pathname}`.slice(0, 4000);
    if (!found.has(place))
      found.set(place, {
        fetch: url.href,
        item: { kind, url: place, alt: alt?.slice(0, 4000) || null, id: null, from: "dom" },
      });
  };
  for (const shown of [element, ...element.querySelectorAll("img,image,video")]) {
    const { width, height } = shown.getBoundingClientRect();
    if (width < PICTURE_FROM || height < PICTURE_FROM || own.element(shown)) continue;
    if (shown.localName === "video") add("poster", shown.getAttribute("poster"), null);
    else if (/^ima?ge?$/.test(shown.localName)) add("image", addressOf(shown), shown.getAttribute("alt"));
  }
  return [...found.values()];
}
