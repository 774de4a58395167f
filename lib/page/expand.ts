/**
 * Opening what the page holds back, only where the person asked for it: the one place where Keepsake presses something
 * on a page. Bounded in count and time; what was pressed stands in the record.
 */
import type { Outcome } from "../model/outcome.ts";
import type { Expander, PageView, Platform, Sighting } from "../platforms/platform.ts";
import { parentOf } from "../platforms/unclobbered.ts";
import { scrollerOf } from "./scroller.ts";

/** What the person asked for. */
export interface Wish {
  seeMore: boolean;
  comments: boolean;
}

/** Opens what was asked for, in the post or in the page's own subject. Gives the sighting to go on with: a page may build a post anew. */
export async function openAsked(
  platform: Platform,
  page: PageView,
  sighting: Sighting | null,
  wish: Wish | undefined,
): Promise<{ sighting: Sighting | null; outcomes: Outcome[] }> {
  if (!wish || (!wish.seeMore && !wish.comments) || !platform.expanders) return { sighting, outcomes: [] };
  const container = sighting ? sighting.element : subjectOf(platform, page);
  if (!container?.isConnected) return { sighting, outcomes: [] };
  const outcomes = await expand(platform, page, container, wish);
  const gone = sighting && !container.isConnected;
  const again = gone ? platform.survey(page).find(({ key }) => key === sighting.key) : undefined;
  return { sighting: again ?? sighting, outcomes };
}

function subjectOf(platform: Platform, page: PageView): Element | null {
  try {
    return platform.read(page, null).element;
  } catch (error) {
    // The capture itself meets the same fault and records it.
    if (!(error instanceof Error)) throw error;
    return null;
  }
}

const BOUNDS = {
  "see-more": { times: 5, ms: 5000 },
  comments: { times: 10, ms: 20_000 },
} as const;
const ANSWER_MS_AT_MOST = 3000;
const QUIET_MS = 250;

/**
 * Presses the page's own controls in `container` until none is left or a bound is met, and puts the scrolling back.
 * Gives one outcome for each wish: how many times was pressed; `reduced/too-large` where a bound ended it.
 */
export async function expand(
  platform: Platform,
  page: PageView,
  container: Element,
  wish: Wish,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const scroller = scrollerOf(container);
  try {
    if (wish.seeMore) outcomes.push(await open("see-more", platform, page, container));
    if (wish.comments) outcomes.push(await open("comments", platform, page, container));
  } finally {
    scroller.restore();
  }
  return outcomes;
}

async function open(
  opens: Expander["opens"],
  platform: Platform,
  page: PageView,
  container: Element,
): Promise<Outcome> {
  const { times, ms } = BOUNDS[opens];
  const started = performance.now();
  const pressed = new WeakSet<Element>();
  let count = 0;
  const next = () =>
    (platform.expanders?.(container, page) ?? []).find(
      (found) => found.opens === opens && !pressed.has(found.element) && isHarmless(found.element),
    );
  let control = next();
  while (control && count < times && performance.now() - started < ms) {
    pressed.add(control.element);
    const answered = changed(control.within);
    if (control.by === "press") (control.element as HTMLElement).click();
    else control.element.scrollIntoView({ block: "center", behavior: "instant" });
    const moved = await answered;
    if (moved) count++;
    // The same control may serve again, for the next page of comments.
    if (moved && opens === "comments") pressed.delete(control.element);
    if (!container.isConnected) break;
    control = next();
  }
  const detail = `expanded: ${opens} ${count}`;
  const took = Math.round(performance.now() - started);
  return control && container.isConnected
    ? { step: "observe", part: opens, status: "reduced", fault: "too-large", detail, ms: took }
    : { step: "observe", part: opens, status: "done", detail, ms: took };
}

/** Nothing that leads away or sends: a link to another page, a form's button, anything in a form. */
function isHarmless(element: Element): boolean {
  const link = element.closest("a[href]");
  if (link && !/^#|^$|^javascript:void/i.test(link.getAttribute("href") ?? "")) return false;
  return element.closest("form") === null && element.getAttribute("aria-disabled") !== "true";
}

/** True when something in `within` changed and it has been quiet since; false where nothing came in time. */
function changed(within: Element): Promise<boolean> {
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let seen = false;
    const end = () => {
      clearTimeout(quiet);
      clearTimeout(late);
      watcher.disconnect();
      resolve(seen);
    };
    const late = setTimeout(end, ANSWER_MS_AT_MOST);
    const Observer = within.ownerDocument.defaultView?.MutationObserver ?? MutationObserver;
    const watcher = new Observer(() => {
      seen = true;
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET_MS);
    });
    // The parent too: a page may put another element in the container's place.
    watcher.observe(parentOf(within) ?? within, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}
