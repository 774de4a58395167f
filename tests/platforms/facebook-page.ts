/** A page for the tests: a fixture or markup under an address, as the adapter sees it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { JSDOM } from "jsdom";
import { Extraction } from "../../lib/model/extraction.ts";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import type { PageView, Reading } from "../../lib/platforms/platform.ts";

const FIXTURES = resolve(import.meta.dirname, "../fixtures/facebook");
export const FEED = "https://www.facebook.com/groups/887700112233/";

export function pageOf(html: string, url: string): PageView {
  return { document: new JSDOM(html, { url }).window.document, url: new URL(url) };
}

export const markup = (name: string): string => readFileSync(resolve(FIXTURES, name), "utf8");
export const fixture = (name: string, url: string): PageView => pageOf(markup(name), url);

/** Every post of the page, read; each extraction has been checked against the model. */
export function readAll(page: PageView): Reading[] {
  const readings = facebook.survey(page).map((sighting) => facebook.read(page, sighting));
  for (const { extraction } of readings) Extraction.parse(extraction);
  return readings;
}

/** The facts of a reading without their sources, for short expectations. */
export function facts({ extraction: e }: Reading) {
  return {
    author: e.author.name?.value ?? null,
    authorId: e.author.id?.value ?? null,
    handle: e.author.handle?.value ?? null,
    ids: Object.fromEntries(e.subject.ids.map(({ name, value }) => [name, value])),
    permalink: e.subject.permalink?.value ?? null,
    text: e.text?.value ?? null,
    printed: e.published.printed?.value ?? null,
    read: e.published.read?.value ?? null,
    original: e.original && {
      author: e.original.author.name?.value ?? null,
      text: e.original.text?.value ?? null,
    },
  };
}
