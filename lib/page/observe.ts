/**
 * Sees posts come. One MutationObserver; what a batch costs depends on what was added, never on how long the page
 * has grown, and what a frame costs is bounded (`backlog.ts`). Containers that leave the page are not held: only weak sets know them.
 */
import { parentOf } from "../platforms/unclobbered.ts";
import { makeBacklog } from "./backlog.ts";

/** `yt-navigate-finish`: YouTube's word for "another video now stands in the same document" (seen 2026). */
const NAVIGATION_EVENTS = ["popstate", "hashchange", "yt-navigate-finish"] as const;
/** Frames stop in a tab that is not in front; then a timer empties the batch, so that it never grows without end. */
const BATCH_MS_AT_MOST = 1000;
/** Milliseconds of one portion after which a page is one that makes looking dear: then at most a tenth of the time is spent so. */
const DEAR_MS = 200;
const REST = 9;
/** Roots of one batch of which it is asked where they stand. */
const ROOTS_AT_MOST = 200;

export interface Watching {
  /** Looks at the whole page again, as after a navigation. */
  afresh(): void;
  stop(): void;
}

export interface Watcher {
  /** Containers among or around the roots (`Platform.find`). */
  find(roots: Element[]): Element[];
  /** Containers found, new or seen again with other content. */
  onContainers(containers: Element[]): void;
  /** The address changed without a new document: what was known of the page no longer holds. */
  onNavigate(): void;
  /** Something was added or removed: places may have moved. `elsewhere`: added not only inside the containers just found. */
  onChange(elsewhere: boolean): void;
  /** A fault of ours; the page must never meet it. */
  onFault(error: unknown): void;
}

/** Watches `document` until stopped; begins with everything that stands there now. */
export function observe(document: Document, watcher: Watcher): Watching {
  const window = document.defaultView;
  if (!window) throw new TypeError("a document without a window cannot be watched");
  const backlog = makeBacklog(document);
  backlog.all();
  let rest = 0;
  let address = document.URL;
  let frame: number | null = null;
  let timer: number | null = null;

  const flush = () => {
    if (frame !== null) window.cancelAnimationFrame(frame);
    if (timer !== null) window.clearTimeout(timer);
    frame = timer = null;
    const began = performance.now();
    try {
      if (document.URL !== address) {
        address = document.URL;
        backlog.all();
        watcher.onNavigate();
      }
      const roots = backlog.next();
      const containers = roots.length > 0 ? watcher.find(roots) : [];
      if (containers.length > 0) watcher.onContainers(containers);
      watcher.onChange(!allWithin(roots, new Set(containers)));
    } catch (error) {
      watcher.onFault(error);
    }
    const took = performance.now() - began;
    rest = took > DEAR_MS ? REST * took : 0;
    if (!backlog.empty) schedule();
  };
  const schedule = () => {
    if (frame !== null || timer !== null) return;
    if (rest === 0) frame = window.requestAnimationFrame(flush);
    timer = window.setTimeout(flush, Math.max(rest, BATCH_MS_AT_MOST));
  };
  const afresh = () => {
    backlog.all();
    schedule();
  };
  const navigated = () => {
    address = "";
    schedule();
  };

  const mutations = new window.MutationObserver((records) => {
    // By index: this runs at every change of the page, and an iterator for each list cost more than the rest of it.
    for (let at = 0; at < records.length; at++) {
      const record = records[at];
      const added = record?.addedNodes;
      for (let index = 0; added && index < added.length; index++) {
        const node = added[index];
        // Text put into an element that stood empty: the skeleton has filled.
        const root = node?.nodeType === 1 ? node : node?.nodeType === 3 ? record.target : null;
        if (root?.nodeType === 1) backlog.add(root as Element);
      }
    }
    schedule();
  });
  mutations.observe(document, { childList: true, subtree: true });
  for (const name of NAVIGATION_EVENTS) window.addEventListener(name, navigated);
  schedule();

  return {
    afresh,
    stop: () => {
      mutations.disconnect();
      for (const name of NAVIGATION_EVENTS) window.removeEventListener(name, navigated);
      if (frame !== null) window.cancelAnimationFrame(frame);
      if (timer !== null) window.clearTimeout(timer);
    },
  };
}

function allWithin(roots: readonly Element[], containers: ReadonlySet<Element>): boolean {
  if (roots.length > ROOTS_AT_MOST) return false;
  return roots.every((root) => {
    let at: Element | null = root;
    while (at && !containers.has(at)) at = parentOf(at);
    return at !== null;
  });
}
