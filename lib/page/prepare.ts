/** Everything a capture takes from the DOM, in one go: read, copy, scrub. What comes out holds no DOM and no witness. */
import type { Extraction } from "../model/extraction.ts";
import { toFault } from "../model/fault-error.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PageView, Platform, Reading, Viewer } from "../platforms/platform.ts";
import { bounded } from "./bounded.ts";
import { deviceOf } from "./device.ts";
import { readViewer } from "./extract.ts";
import { masksIn } from "./masks.ts";
import { type MediaIndex, makeMediaIndex } from "./media-index.ts";
import { firstOf, ownPictures } from "./own-pictures.ts";
import { shownOfAuthor, viewerIsAuthor } from "./own-post.ts";
import { plainText } from "./plain-text.ts";
import { makeScrubber, type Scrubber } from "./scrub.ts";
import { type Snapshot, takeSnapshot } from "./snapshot.ts";
import type { Identifier, Material, Rect, Wire } from "./wire.ts";

const SNAPSHOT_MS_AT_MOST = 15_000;
const MASKS_AT_MOST = 1000;
const OWN_AT_MOST = 200;
const BYTES_AT_MOST = 20_000_000;

export type Prepared = Omit<Material, "scope" | "rerendered" | "pack">;

/** What is scrubbed, each by a rule of its own. */
export const RULES = ["extraction", "copy", "page-data", "address"] as const;
export type Rule = (typeof RULES)[number];

export interface Preparing {
  platform: Platform;
  page: PageView;
  wire: Pick<Wire, "fetchSheet">;
  /** The person chose to leave in what the post shows of its author, who is the witness. */
  keepOwn?: boolean;
  /** A rule that is left out: for tests of what comes after, never in a capture. */
  off?: Rule;
}

/** Turns a reading into what is handed over; `element` is copied, null: there is nothing on the page to copy. Never throws for a step that failed. */
export async function prepare(reading: Reading, element: Element | null, use: Preparing): Promise<Prepared> {
  const { platform, page } = use;
  const outcomes: Outcome[] = [...reading.outcomes];
  const viewer = readViewer(platform, page);
  const all = viewer?.strings ?? [];
  const isAuthor = viewer !== null && viewerIsAuthor(reading.extraction, viewer);
  const kept = viewer && isAuthor && use.keepOwn ? shownOfAuthor(reading.extraction, viewer) : [];
  const own = all.filter((string) => !kept.includes(string));
  const { defaultView } = page.document;
  const device = defaultView ? deviceOf(defaultView) : null;
  const scrubber = makeScrubber([...own.map(({ value }) => value), device?.userAgent ?? ""]);
  const isOwn = ownPictures(all, makeScrubber(all.map(({ value }) => value)), element);
  // The post's own head shows its author; everywhere else the same picture shows who is looking.
  const head = kept.length > 0 && element ? firstOf(element, isOwn.element) : null;
  const isWithheld = (image: Element) => image !== head && isOwn.element(image);
  const media = makeMediaIndex(reading.fetchUrls, head ? () => false : isOwn.address);
  // Before anything waits: the slice that is being photographed shows the page as it stands now.
  const masks = element ? masksOf(element, viewer && own, isWithheld, head !== null) : [];
  const copy = viewer && element ? await copyOf(element, media, isWithheld, use, outcomes) : null;
  if (!element) outcomes.push({ step: "snapshot", status: "skipped", fault: "not-visible" });

  const started = performance.now();
  const nothing: Scrubber = { ...scrubber, text: (value) => value, json: (value) => value };
  const by = (rule: Rule): Scrubber => (use.off === rule ? nothing : scrubber);
  const extraction = by("extraction").json(withVantage(reading.extraction, viewer));
  const html = limited(copy === null ? null : by("copy").text(copy.html), "snapshot", outcomes);
  const data = reading.pageData === null || reading.pageData === undefined ? null : reading.pageData;
  const pageData = viewer && data !== null ? asText(data, by("page-data"), outcomes) : null;
  const url = by("address").text(platform.cleanUrl(page.url.href));
  const pageKept = limited(pageData, "page-data", outcomes);
  if (pageData === null) {
    if (!outcomes.some(({ step }) => step === "page-data"))
      outcomes.push({ step: "page-data", status: "skipped" });
  } else if (pageKept !== null) outcomes.push({ step: "page-data", status: "done" });
  outcomes.push(scrubOutcome(viewer, scrubber.removed, masks.length, performance.now() - started));
  return {
    url,
    extraction,
    html,
    text: plainText(extraction),
    pageData: pageKept,
    fetches: media.fetches,
    outcomes,
    masks,
    viewerStrings: all
      .slice(0, 2000)
      .map(({ value, what }) => ({ value: value.slice(0, 4000), what: what.slice(0, 80) })),
    own: kept.slice(0, OWN_AT_MOST).map(({ value }) => value.slice(0, 4000)),
    witness: {
      ...(device ? { device } : {}),
      own: viewer === null ? "unknown" : !isAuthor ? "no" : kept.length > 0 ? "kept" : "scrubbed",
    },
  };
}

async function copyOf(
  element: Element,
  media: MediaIndex,
  isOwn: (image: Element) => boolean,
  { platform, wire }: Preparing,
  outcomes: Outcome[],
): Promise<Snapshot | null> {
  const started = performance.now();
  const cleanUrl = (address: string) => platform.cleanUrl(address);
  try {
    const copy = await bounded(
      takeSnapshot(element, { media, isOwn, cleanUrl, wire }),
      SNAPSHOT_MS_AT_MOST,
      "unexpected",
    );
    const ms = Math.round(performance.now() - started);
    const fault = copy.cut ? "too-large" : copy.unreadable > 0 ? "sheet-unreadable" : null;
    const detail = [
      copy.unreadable > 0 && `${copy.unreadable} sheets`,
      copy.left && `left out: ${copy.left}`,
    ];
    outcomes.push({
      step: "snapshot",
      status: fault ? "reduced" : "done",
      ...(fault ? { fault } : {}),
      ...(detail.some(Boolean) ? { detail: detail.filter(Boolean).join("; ").slice(0, 500) } : {}),
      ms,
    });
    return copy;
  } catch (error) {
    const fault = toFault(error);
    const ms = Math.round(performance.now() - started);
    outcomes.push({ step: "snapshot", status: "failed", fault: fault.code, detail: fault.detail ?? "", ms });
    return null;
  }
}

/**
 * Without a known viewer nothing that could hold their name is kept whole: no copy, no page data, and the record says why.
 * That the witness is the author it does not say: the post leads to its author, and so would those words.
 */
function scrubOutcome(viewer: Viewer | null, removed: number, covered: number, ms: number): Outcome {
  const step = { step: "scrub" as const, ms: Math.round(ms) };
  if (viewer)
    return {
      ...step,
      status: "done",
      detail: `${removed} places withheld, ${covered} covered in the picture`,
    };
  const detail = "viewer unreadable: copy, page data and picture withheld";
  return { ...step, status: "failed", fault: "unexpected", detail };
}

/** Data nested by the ten thousand, as no site does, end the stack: then the record says so, and the rest is kept. */
function asText(data: unknown, scrubber: Scrubber, outcomes: Outcome[]): string | null {
  try {
    return scrubber.text(JSON.stringify(scrubber.json(data)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    outcomes.push({ step: "page-data", status: "failed", fault: "too-large", detail: "nested too deep" });
    return null;
  }
}

function limited(text: string | null, step: "snapshot" | "page-data", outcomes: Outcome[]): string | null {
  if (text === null || text.length <= BYTES_AT_MOST) return text;
  const said = outcomes.findIndex((outcome) => outcome.step === step);
  if (said >= 0) outcomes.splice(said, 1);
  outcomes.push({ step, status: "failed", fault: "too-large", detail: `${text.length} characters` });
  return null;
}

/** A picture of which nobody knows what it shows of the witness is covered whole. `fields`: where they write too, empty as it may be. */
function masksOf(
  element: Element,
  strings: readonly Identifier[] | null,
  own: (image: Element) => boolean,
  fields: boolean,
): Rect[] {
  const { width, height } = element.getBoundingClientRect();
  const whole = [{ x: 0, y: 0, width, height }];
  if (!strings) return whole;
  try {
    const masks = masksIn(element, strings, own, fields);
    return masks.length <= MASKS_AT_MOST ? masks : whole;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return whole;
  }
}

/** Without a known viewer, comments go too: one of them may be the witness's own. */
function withVantage(extraction: Extraction, viewer: Viewer | null): Extraction {
  const { vantage } = extraction;
  const loggedIn = vantage.loggedIn ?? viewer?.loggedIn ?? null;
  return {
    ...extraction,
    comments: viewer ? extraction.comments : [],
    vantage: { ...vantage, loggedIn },
  };
}
