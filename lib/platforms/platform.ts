/**
 * What a site must be able to tell us. Everything the code knows of a site stands in its folder; everyone else
 * speaks this interface. All functions only read the DOM: they write nothing, mark nothing, click nothing.
 */
import type { Extraction } from "../model/extraction.ts";
import type { Notice } from "../model/notice.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PlatformName } from "../model/subject.ts";
import type { Ladder } from "./ladder.ts";

/** A page as an adapter sees it. `http` is known only where the page was fetched or recorded with its headers. */
export interface PageView {
  document: Document;
  /** The address now (after in-page navigation), unscrubbed. */
  url: URL;
  http?: { status: number; headers: Record<string, string> };
}

/** The facts, and what must stay in memory only. */
export interface Reading {
  extraction: Extraction;
  /** Full addresses to fetch, same order as `extraction.media`; null where there is none. Never stored, never sealed. */
  fetchUrls: (string | null)[];
  /** The embedded JSON this reading rests on (already cut down to the subject), to be scrubbed and kept. */
  pageData: unknown;
  /** Outcomes of observe and extract: reduced where a rung failed or data were stale. */
  outcomes: Outcome[];
  /** Where the subject stands in the page; null where it exists only in page data. */
  element: Element | null;
}

/** What the page knows of the person looking at it: every string here is removed from all that is kept. */
export interface Viewer {
  /** Names, ids, handles, tokens, IPs, avatar addresses: exact strings, 4 characters or longer. */
  strings: { value: string; what: string }[];
  loggedIn: boolean | null;
}

/** A post seen on the page, cheap to make: for the popup and the buttons. `key` is stable while the page stands. */
export interface Sighting {
  key: string;
  element: Element | null;
  author: string | null;
  textStart: string | null;
}

/** A control of the page's own that brings more of a post. */
export interface Expander {
  element: Element;
  opens: "see-more" | "comments";
  /** Pressed, or only brought into view. */
  by: "press" | "view";
  /** Where what it brings appears. */
  within: Element;
}

/** The part of a platform that every visited page carries; the rest is brought in when something is captured. */
export interface Spotter {
  name: PlatformName;
  /** The ladders it climbs, by name: what a rule pack may make longer. */
  ladders: Readonly<Record<string, Ladder>>;
  owns(url: URL): boolean;
  find(roots: readonly Element[], page: PageView): Element[];
  /** Whose post it is, at a glance, for the button's label. */
  authorOf(container: Element, page: PageView): string | null;
}

export interface Platform {
  name: PlatformName;
  /** All its ladders, by name: what a rule pack may make longer, and a layout report counts. */
  ladders: Readonly<Record<string, Ladder>>;
  /** True for an address whose page this adapter reads. */
  owns(url: URL): boolean;
  /**
   * Posts among `roots` (nodes just added) or around them; cost proportional to `roots`.
   * Gives containers ready for a button; a skeleton without content is not given (it comes again when it fills).
   */
  find(roots: readonly Element[], page: PageView): Element[];
  /** The container an element stands in (context menu, focus, picker), or null. */
  around(element: Element, page: PageView): Element | null;
  /**
   * The sighting of one container, cheaply (no page data, cost of the container alone), same `key` as in `survey`:
   * for the button's label. Null: nothing readable in it.
   */
  glance?(container: Element, page: PageView): Sighting | null;
  /** Everything on the page now: posts in the DOM, posts only in page data, the main video or channel. */
  survey(page: PageView): Sighting[];
  /** All facts of one sighting; `null` reads the page as a whole. */
  read(page: PageView, sighting: Sighting | null): Reading;
  /** What could be opened in or for a container now, in order. Finds only; pressing is for those who were asked to. */
  expanders?(container: Element, page: PageView): Expander[];
  /** Notices that stand for the whole page (error screens, alerts, stubs, login walls). */
  notices(page: PageView): Notice[];
  /** Who is looking. */
  viewer(page: PageView): Viewer;
  /** An address without trackers, signatures and session parts; same place. */
  cleanUrl(url: string): string;
}
