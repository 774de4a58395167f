/** What the content script answers: what is on this page, and "capture this" from popup, menu and keyboard. */
import { FaultError } from "../model/fault-error.ts";
import type { Trigger } from "../model/statement.ts";
import type { Sighting } from "../platforms/platform.ts";
import { type Capturing, capture } from "./capture.ts";
import type { CaptureResult } from "./wire.ts";

const TEXT_START = 160;

export interface PageSurvey {
  platform: "facebook" | "youtube" | null;
  posts: { key: string; author: string | null; textStart: string | null; inView: boolean }[];
  notices: { class: string; text: string }[];
}

export interface CaptureOrder {
  target: "key" | "menu" | "focus" | "page";
  key?: string | undefined;
  trigger: Trigger;
}

export interface Answers {
  survey(): PageSurvey;
  /** @throws FaultError `nothing-to-capture`, `target-gone`, and the faults of a capture. */
  order(order: CaptureOrder): Promise<CaptureResult>;
  /** The button on a container was pressed. */
  press(container: Element): Promise<CaptureResult>;
  stop(): void;
}

/** Remembers the element last right-clicked, weakly; runs one capture after the other, as each may scroll the page. */
export function makeAnswers(use: Capturing): Answers {
  let clicked: WeakRef<Element> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const document = use.page().document;
  const onMenu = (event: Event) => {
    const at = event.composedPath()[0];
    clicked = at instanceof Node && at.nodeType === 1 ? new WeakRef(at as Element) : null;
  };
  document.addEventListener("contextmenu", onMenu, { capture: true, passive: true });

  const run = (sighting: Sighting | null, trigger: Trigger) => {
    const next = last.then(() => capture({ sighting, trigger }, use));
    last = next.catch((told: unknown) => told);
    return next;
  };
  const around = (element: Element | null | undefined) => {
    const container = element ? use.platform.around(element, use.page()) : null;
    return container ? sightingOf(container, use) : null;
  };

  return {
    survey: () => {
      const page = use.page();
      const posts = use.platform.survey(page).map(({ key, author, textStart, element }) => ({
        key,
        author,
        textStart: textStart?.slice(0, TEXT_START) ?? null,
        inView: element !== null && shownArea(element) > 0,
      }));
      const notices = use.platform.notices(page).map(({ class: name, text }) => ({ class: name, text }));
      return { platform: use.platform.name, posts, notices };
    },
    order: async ({ target, key, trigger }) => {
      if (target === "page") return run(null, trigger);
      const page = use.page();
      if (target === "key") {
        const sighting = use.platform.survey(page).find((seen) => seen.key === key);
        if (!sighting) throw new FaultError("target-gone");
        return run(sighting, trigger);
      }
      const element = target === "menu" ? clicked?.deref() : document.activeElement;
      const seen = around(element) ?? (target === "focus" ? mostInView(use) : null);
      return run(seen, trigger);
    },
    press: (container) => run(sightingOf(container, use), "button"),
    stop: () => document.removeEventListener("contextmenu", onMenu, { capture: true }),
  };
}

/** The sighting of a container: at a glance, else from the survey, else the bare element. */
export function sightingOf(
  container: Element,
  { platform, page }: Pick<Capturing, "platform" | "page">,
): Sighting {
  const view = page();
  return (
    platform.glance?.(container, view) ??
    platform.survey(view).find((seen) => seen.element === container) ?? {
      key: "",
      element: container,
      author: null,
      textStart: null,
    }
  );
}

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
