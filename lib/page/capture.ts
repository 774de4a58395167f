/** One capture in the page, from the click to what the person is told. Every step ends in an outcome; nothing waits for ever. */
import { FaultError, toFault } from "../model/fault-error.ts";
import type { Trigger } from "../model/statement.ts";
import type { PageView, Platform, Reading, Sighting } from "../platforms/platform.ts";
import { rulesInForce } from "../platforms/rules.ts";
import { ask } from "./ask.ts";
import { bounded } from "./bounded.ts";
import { openAsked } from "./expand.ts";
import { extract } from "./extract.ts";
import type { Marker } from "./marker.ts";
import type { Overlay } from "./overlay.ts";
import { type Extent, readPicked } from "./picked.ts";
import { drawAgain, paint } from "./pictured.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { tell } from "./tell.ts";
import type { Begun, CaptureResult, Material, Wire } from "./wire.ts";
import type { Words } from "./words.ts";

const BEGIN_MS_AT_MOST = 10_000;
const FINISH_MS_AT_MOST = 180_000;

export interface Capturing {
  platform: Platform;
  page(): PageView;
  wire: Wire;
  overlay: Overlay;
  words: Words;
  /** The person answered: their own post once more, with them in it. */
  onKeepOwn(wanted: Wanted): void;
}

/** `sighting` null: the page's own subject, or the whole page where it has none. `extent`: no subject, its element as it stands. */
export interface Wanted {
  sighting: Sighting | null;
  trigger: Trigger;
  extent?: Extent | undefined;
  /** It is the person's own post, and they want to stay in it. */
  keepOwn?: boolean | undefined;
}

/**
 * Runs one capture and says on its marker how it goes.
 * @throws FaultError where nothing was kept; the background has been told.
 */
export async function capture(wanted: Wanted, use: Capturing): Promise<CaptureResult> {
  const marker = use.overlay.markerOf(wanted.sighting?.element ?? null);
  marker.show("working", use.words.working);
  let begun: Begun | null = null;
  try {
    const page = use.page();
    const request = { trigger: wanted.trigger, url: use.platform.cleanUrl(page.url.href) };
    begun = await bounded(use.wire.begin(request), BEGIN_MS_AT_MOST, "interrupted");
    if (begun.askPermission) askForPictures(marker, use);
    const material = await collect(wanted, begun, page, use);
    const finish = use.wire.finish({ captureId: begun.captureId, material });
    const result = await bounded(finish, FINISH_MS_AT_MOST, "interrupted");
    tell(marker, result, use.words);
    const { own } = material.witness;
    if (own !== "scrubbed" && own !== "kept") return result;
    // Sealed without them by now: whatever becomes of question and post, the evidence is there. The popup asks itself.
    if (own === "scrubbed" && wanted.trigger !== "popup") askForOwn(marker, wanted, page.url.href, use);
    return { ...result, own };
  } catch (error) {
    const fault = toFault(error);
    marker.show("failed", use.words.failed(use.words.why(fault.code)));
    if (begun)
      await use.wire.abandon({ captureId: begun.captureId, fault }).catch((unheard: unknown) => unheard);
    throw new FaultError(fault.code, fault.detail, { cause: error });
  }
}

async function collect(wanted: Wanted, begun: Begun, page: PageView, use: Capturing): Promise<Material> {
  const { platform, wire, overlay } = use;
  const { extent } = wanted;
  const asked = extent ? undefined : begun.expand;
  const { sighting, outcomes: opened } = await openAsked(platform, page, wanted.sighting, asked);
  // The page as a whole says only when read what its subject is; a post is read while the browser paints.
  const early = sighting ? null : extract(platform, page, null);
  const element = sighting ? sighting.element : (early?.element ?? page.document.body);
  if (sighting?.element && !sighting.element.isConnected) throw new FaultError("target-gone");
  const read = (): Reading =>
    extent && element ? readPicked(platform, page, element, extent) : extract(platform, page, sighting);
  const box = element?.getBoundingClientRect();
  const size = { width: box?.width ?? 0, height: box?.height ?? 0 };

  let preparing: Promise<Prepared> | null = null;
  const ready = () => {
    preparing ??= prepare(early ?? read(), element, {
      platform,
      page,
      wire,
      keepOwn: wanted.keepOwn === true,
    });
    return preparing;
  };
  const taking = {
    captureId: begun.captureId,
    send: (slice: Parameters<Wire["slice"]>[0]) => wire.slice(slice),
    onFirst: ready,
  };
  const reveal = overlay.conceal();
  const picture = await paint(element, begun.painted, taking).finally(reveal);
  const prepared = await ready();
  const { outcome, rerendered } =
    "outcome" in picture
      ? { outcome: picture.outcome, rerendered: null }
      : await drawAgain(picture.fault, { element, size, prepared, place: overlay.place, wire });
  const left = "outcome" in picture ? picture.left : 0;
  return {
    ...prepared,
    masks: prepared.masks.map((mask) => ({ ...mask, x: mask.x - left })),
    scope: extent === "picked" ? "picked" : sighting && !extent ? "post" : "page",
    outcomes: [...opened, ...prepared.outcomes, outcome],
    rerendered,
    pack: rulesInForce(),
  };
}

function askForPictures(marker: Marker, { wire, words }: Capturing): void {
  const { group: name, language } = words;
  const question = { name, language, sentences: [words.ask], yes: words.allow, no: words.notNow };
  ask(marker, question, (allowed) => {
    const said = allowed ? wire.askPermission() : wire.declinePermission();
    // The capture does not hang on it: without an answer the question comes again another time.
    said.catch((unheard: unknown) => unheard);
  });
}

/** `address`: the page that was captured; on another the subject is another. */
function askForOwn(marker: Marker, wanted: Wanted, address: string, use: Capturing): void {
  const { group: name, language, own } = use.words;
  ask(marker, { name, language, ...own, cautious: true }, (keep) => {
    if (!keep) return;
    if (use.page().url.href === address) use.onKeepOwn({ ...wanted, keepOwn: true });
    else marker.show("failed", use.words.failed(use.words.why("target-gone")));
  });
}
