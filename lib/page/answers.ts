/** The reading half: what is on this page, and captures of it, by button, popup, menu and keyboard; one after the other. */
import { FaultError } from "../model/fault-error.ts";
import type { Trigger } from "../model/statement.ts";
import type { PageView, Platform, Sighting } from "../platforms/platform.ts";
import { type Capturing, capture, type Wanted } from "./capture.ts";
import type { Capturer, Lent } from "./capturer.ts";
import { dress } from "./host.ts";
import { layoutReport } from "./layout-report.ts";
import { pick } from "./pick.ts";
import type { PickWords } from "./pick-view.ts";
import type { Words } from "./words.ts";

const TEXT_START = 160;

/** What the reading half shows of its own. `css`: for questions beside a button, and for the picker, which stands alone. */
export interface Showing {
  words: PickWords;
  css: { ask: string; pick: string };
}

/** Answers for one page; each capture waits for the one before, as each may scroll the page. */
export function makeCapturer(
  platform: Platform,
  lent: Omit<Lent, "words"> & { words: Words },
  showing?: Showing,
): Capturer {
  const { document } = lent;
  const { place } = lent.overlay;
  if (showing && place instanceof ShadowRoot) dress(document, place, showing.css.ask);
  let picking = false;
  const page = (): PageView => ({ document, url: new URL(document.URL) });
  let last: Promise<unknown> = Promise.resolve();
  const queue = (wanted: Wanted) => {
    const next = last.then(() => capture(wanted, use));
    last = next.catch((told: unknown) => told);
    return next;
  };
  // A fault inside a capture has been shown by it.
  const onKeepOwn = (wanted: Wanted) => void queue(wanted).catch((told: unknown) => told);
  const use: Capturing = { ...lent, platform, page, onKeepOwn };
  const run = (
    sighting: Sighting | null,
    trigger: Trigger,
    more: Omit<Wanted, "sighting" | "trigger"> = {},
  ) => queue({ sighting, trigger, ...more });
  const around = (element: Element | null) => {
    const container = element ? platform.around(element, page()) : null;
    return container ? sightingOf(container, use) : null;
  };

  return {
    survey: () => {
      const posts = platform.survey(page()).map(({ key, author, textStart, element }) => ({
        key,
        author,
        textStart: textStart?.slice(0, TEXT_START) ?? null,
        inView: element !== null && shownArea(element) > 0,
      }));
      const notices = platform.notices(page()).map(({ class: name, text }) => ({ class: name, text }));
      return { platform: platform.name, posts, notices };
    },
    order: async ({ target, key, trigger, own: keepOwn }) => {
      if (target === "page") return run(null, trigger, { keepOwn });
      if (target === "whole") return run(bare(document.body), trigger, { extent: "whole", keepOwn });
      if (target === "key") {
        const sighting = platform.survey(page()).find((seen) => seen.key === key);
        if (!sighting) throw new FaultError("target-gone");
        return run(sighting, trigger, { keepOwn });
      }
      const seen = around(target === "menu" ? lent.clicked() : document.activeElement);
      return run(seen ?? (target === "focus" ? mostInView(use) : null), trigger, { keepOwn });
    },
    pick: (from) => {
      if (!showing || picking) return;
      picking = true;
      const active = document.activeElement;
      const focused = active && active !== document.body && active !== hostOf(place) ? active : null;
      const reveal = lent.overlay.conceal();
      const start = from === "menu" ? lent.clicked() : focused;
      void pick(document, {
        words: showing.words,
        css: showing.css.pick,
        start,
        ours: (element) => element === hostOf(place),
      })
        .finally(() => {
          picking = false;
          reveal();
        })
        // A fault inside a capture has been shown by it.
        .then((element) => element && run(bare(element), "picker", { extent: "picked" }))
        .catch((told: unknown) => told);
    },
    press: (container) => run(sightingOf(container, use), "button"),
    layout: () => layoutReport(platform, page()),
  };
}

/** The sighting of a container: at a glance, else from the survey, else the bare element. */
function sightingOf(container: Element, { platform, page }: Capturing): Sighting {
  const view = page();
  return (
    platform.glance?.(container, view) ??
    platform.survey(view).find((seen) => seen.element === container) ??
    bare(container)
  );
}

/** A sighting of which nothing is known but where it stands. */
const bare = (element: Element): Sighting => ({ key: "", element, author: null, textStart: null });

const hostOf = (place: Node): Element | null => (place instanceof ShadowRoot ? place.host : null);

/** The post of which the window shows most. Null: none is in view, the page itself is meant. */
function mostInView({ platform, page }: Capturing): Sighting | null {
  const seen = platform
    .survey(page())
    .map((sighting) => ({ sighting, area: sighting.element ? shownArea(sighting.element) : 0 }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => b.area - a.area);
  return seen[0]?.sighting ?? null;
}

/** Square CSS pixels of an element inside the window. */
function shownArea(element: Element): number {
  const window = element.ownerDocument.defaultView;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const width = Math.min(right, window?.innerWidth ?? 0) - Math.max(left, 0);
  const height = Math.min(bottom, window?.innerHeight ?? 0) - Math.max(top, 0);
  return Math.max(0, width) * Math.max(0, height);
}
