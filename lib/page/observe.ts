/**
 * Sees posts come. One MutationObserver; what a batch costs depends on what was added, never on how long the page
 * has grown. Containers that leave the page are not held: only weak sets know them.
 */
import { parentOf } from "../platforms/unclobbered.ts";

/** `yt-navigate-finish`: YouTube's word for "another video now stands in the same document" (seen 2026). */
const NAVIGATION_EVENTS = ["popstate", "hashchange", "yt-navigate-finish"] as const;
/** Frames stop in a tab that is not in front; then a timer empties the batch, so that it never grows without end. */
const BATCH_MS_AT_MOST = 1000;

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
  let pending = new Set<Element>([document.documentElement]);
  let address = document.URL;
  let frame: number | null = null;
  let timer: number | null = null;

  const flush = () => {
    if (frame !== null) window.cancelAnimationFrame(frame);
    if (timer !== null) window.clearTimeout(timer);
    frame = timer = null;
    try {
      if (document.URL !== address) {
        address = document.URL;
        pending = new Set([document.documentElement]);
        watcher.onNavigate();
      }
      const roots = outermost(pending);
      pending = new Set();
      const containers = roots.length > 0 ? watcher.find(roots) : [];
      if (containers.length > 0) watcher.onContainers(containers);
      watcher.onChange(!allWithin(roots, new Set(containers)));
    } catch (error) {
      watcher.onFault(error);
    }
  };
  const schedule = () => {
    if (frame !== null) return;
    frame = window.requestAnimationFrame(flush);
    timer = window.setTimeout(flush, BATCH_MS_AT_MOST);
  };
  const afresh = () => {
    pending = new Set([document.documentElement]);
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
        if (root?.nodeType === 1) pending.add(root as Element);
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
      pending = new Set();
    },
  };
}

/** Roots still in the page, without those that stand inside another of them. */
function outermost(roots: ReadonlySet<Element>): Element[] {
  const out: Element[] = [];
  for (const root of roots) {
    if (!root.isConnected) continue;
    let above = parentOf(root);
    while (above && !roots.has(above)) above = parentOf(above);
    if (!above) out.push(root);
  }
  return out;
}

function allWithin(roots: readonly Element[], containers: ReadonlySet<Element>): boolean {
  return roots.every((root) => {
    let at: Element | null = root;
    while (at && !containers.has(at)) at = parentOf(at);
    return at !== null;
  });
}
