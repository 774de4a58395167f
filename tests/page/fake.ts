/** A site of our own for tests of `lib/page`: posts are `article`s, the viewer is known by name. */
import { JSDOM } from "jsdom";
import type { Extraction } from "../../lib/model/extraction.ts";
import type { PageView, Platform } from "../../lib/platforms/platform.ts";

export const VIEWER = "Đỗ Thị Người Xem";

/** A document in a window of its own; layout is absent, as always in jsdom. */
export function page(body: string, head = ""): PageView & { window: JSDOM["window"] } {
  const dom = new JSDOM(`<!doctype html><html lang="vi"><head>${head}</head><body>${body}</body></html>`, {
    url: "https://www.facebook.com/xom?fbclid=abc",
    pretendToBeVisual: true,
  });
  return { document: dom.window.document, url: new URL(dom.window.document.URL), window: dom.window };
}

export const nobody = { name: null, id: null, handle: null, url: null };

export function extraction(text: string): Extraction {
  return {
    subject: { platform: "facebook", kind: "post", ids: [], permalink: null },
    author: nobody,
    title: null,
    text: { value: text, from: "dom", rung: "fake" },
    published: { printed: null, read: null },
    counts: [],
    original: null,
    media: [],
    comments: [],
    notices: [],
    vantage: { platformCountry: null, platformLanguage: null, statedCountry: null, loggedIn: null },
    parts: [],
    facts: [],
  };
}

export const fake: Platform = {
  name: "facebook",
  ladders: {},
  owns: () => true,
  find: (roots) =>
    roots.flatMap((root) => [
      ...(root.matches("article") ? [root] : []),
      ...root.querySelectorAll("article"),
    ]),
  around: (element) => element.closest("article"),
  survey: ({ document }) =>
    [...document.querySelectorAll("article")].map((element) => ({
      key: element.id,
      element,
      author: null,
      textStart: null,
    })),
  read: (_, sighting) => ({
    extraction: extraction(sighting?.element?.textContent ?? ""),
    fetchUrls: [],
    pageData: { story: { by: VIEWER, id: 7 } },
    outcomes: [],
    element: sighting?.element ?? null,
  }),
  notices: () => [],
  viewer: () => ({ strings: [{ value: VIEWER, what: "name" }], loggedIn: true }),
  cleanUrl: (url) => url.split("?")[0] ?? url,
};
