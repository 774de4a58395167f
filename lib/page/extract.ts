/** Reads one subject through its platform, and never comes back with nothing: where the platform's ladder breaks, the bare words are kept. */
import type { Extraction } from "../model/extraction.ts";
import { toFault } from "../model/fault-error.ts";
import type { Notice } from "../model/notice.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PageView, Platform, Reading, Sighting, Viewer } from "../platforms/platform.ts";
import { unusableRungs } from "../platforms/rules.ts";

const WORDS_AT_MOST = 200_000;

/** `sighting` null: the page as a whole. Outcomes of the reading are in it; a broken ladder is `reduced/layout-unknown`. */
export function extract(platform: Platform, page: PageView, sighting: Sighting | null): Reading {
  const started = performance.now();
  try {
    const reading = withRules(platform.read(page, sighting));
    const ms = Math.round(performance.now() - started);
    const said = reading.outcomes.some((outcome) => outcome.step === "extract");
    return said
      ? reading
      : { ...reading, outcomes: [...reading.outcomes, { step: "extract", status: "done", ms }] };
  } catch (error) {
    const fault = toFault(error, "layout-unknown");
    const element = sighting?.element ?? page.document.body;
    return {
      extraction: bareWords(platform, page, element, sighting === null),
      fetchUrls: [],
      pageData: null,
      outcomes: [
        {
          step: "extract",
          status: "reduced",
          fault: "layout-unknown",
          detail: `${fault.code} ${fault.detail ?? ""}`.trim().slice(0, 500),
        },
      ],
      element,
    };
  }
}

/** Says it in the record where parts of the rule pack in force could not be used here. */
function withRules(reading: Reading): Reading {
  const unused = unusableRungs();
  if (unused.length === 0) return reading;
  const detail = `rungs not usable here: ${unused.join(", ")}`.slice(0, 500);
  const said: Outcome = { step: "observe", part: "pack", status: "reduced", fault: "pack-malformed", detail };
  return { ...reading, outcomes: [...reading.outcomes, said] };
}

/** Who is looking. Null: that could not be read; then nothing that could hold their name may be kept. */
export function readViewer(platform: Platform, page: PageView): Viewer | null {
  try {
    return platform.viewer(page);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}

function bareWords(platform: Platform, page: PageView, element: Element | null, whole: boolean): Extraction {
  const nobody = { name: null, id: null, handle: null, url: null };
  const words = (element as HTMLElement | null)?.textContent ?? element?.textContent ?? "";
  return {
    subject: { platform: platform.name, kind: whole ? "whole-page" : "picked", ids: [], permalink: null },
    author: nobody,
    title: page.document.title
      ? { value: page.document.title.slice(0, 10_000), from: "dom", rung: "document.title" }
      : null,
    text: words ? { value: words.slice(0, WORDS_AT_MOST), from: "dom", rung: "bare-words" } : null,
    published: { printed: null, read: null },
    counts: [],
    original: null,
    media: [],
    comments: [],
    notices: noticesOf(platform, page),
    vantage: { platformCountry: null, platformLanguage: null, statedCountry: null, loggedIn: null },
    parts: [],
    facts: [],
  };
}

function noticesOf(platform: Platform, page: PageView): Notice[] {
  try {
    return platform.notices(page);
  } catch (error) {
    // The outcome already says that the layout is unknown; the bare words hold what the notice says.
    if (!(error instanceof Error)) throw error;
    return [];
  }
}
