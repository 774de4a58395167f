/** The buttons on the posts in view, and the word in the corner for captures begun elsewhere. Writes only into our own shadow root. */
import { type Host, makeHost } from "./host.ts";
import { type Marker, makeMarker } from "./marker.ts";
import { chooseSpot, groundOf, type Spot } from "./place.ts";
import { settling } from "./settle.ts";
import { themeBehind } from "./theme.ts";
import type { LightWords } from "./words.ts";

const NEAR = "300px 0px";
/**
 * Places are looked at again when it has been quiet so long, and at the latest so long after the first change: asking
 * for them in every frame of a growing feed made the browser lay out the page twice (40 s for 2,000 posts, 2026-11).
 */
const AFTER_CHANGE = { quiet: 300, most: 1500 };
const AFTER_SCROLL = { quiet: 120, most: 400 };
/**
 * A hit test asks every layer of the page (20 ms on a feed of 2,000 posts): it is made where something moved in the
 * window or a person did something, which opens and closes dialogs; beyond that, only so often.
 */
const LOOK_MS = 10_000;

const ACTS = ["pointerup", "keyup"] as const;

export interface Overlay {
  /** Gives these containers a button as soon as they come near the view; again for one that shows other content. */
  offer(containers: readonly Element[]): void;
  /** Takes all buttons away, as after a navigation. */
  clear(): void;
  /** Something moved. */
  changed(): void;
  /** Makes all of ours invisible, for a picture; the result shows it again. */
  conceal(): () => void;
  /** Inside our closed shadow root: where a frame of ours may stand, out of the page's reach. */
  readonly place: Node;
  /** The marker of a container, or one in the corner of the window. */
  markerOf(container: Element | null): Marker;
  remove(): void;
}

export interface OverlayUse {
  words: LightWords;
  css: string;
  authorOf(container: Element): string | null;
  onPress(container: Element): void;
  /** A button is about to be pressed: pointed at or in focus. */
  onNear(): void;
  /** A fault of ours; the page must never meet it. */
  onFault(error: unknown): void;
}

interface Placed {
  marker: Marker;
  spot: Spot | null;
  width: number;
  near: boolean;
  /** As last seen: where it stood in the window, whether something lay over its place, light or dark. */
  top: number;
  right: number;
  away: boolean;
  theme: "light" | "dark";
}

export function makeOverlay(document: Document, use: OverlayUse): Overlay {
  const window = document.defaultView;
  if (!window) throw new TypeError("a document without a window has no overlay");
  const host: Host = makeHost(document, use.css);
  host.all.setAttribute("role", "region");
  host.all.setAttribute("aria-label", use.words.group);
  host.all.lang = use.words.language;
  /** Only posts near the view: everything else is known to the IntersectionObserver alone, which holds weakly. */
  const placed = new Map<Element, Placed>();
  let concealed = 0;
  let looked = 0;

  const guarded = <A extends unknown[]>(work: (...args: A) => void) => {
    return (...args: A) => {
      try {
        work(...args);
      } catch (error) {
        use.onFault(error);
      }
    };
  };
  const layout = guarded((containers: Iterable<Element> = placed.keys()) => {
    host.keep();
    const origin = host.element.getBoundingClientRect();
    const size = window.matchMedia("(pointer: coarse)").matches ? 44 : 34;
    const now = performance.now();
    const looking = now - looked > LOOK_MS;
    if (looking) looked = now;
    // All reading before all writing: one layout of the page, not one for each post.
    const plans = [...containers].flatMap((container) => {
      const at = placed.get(container);
      return at ? [{ container, at, ...plan(container, at, size, looking) }] : [];
    });
    for (const { container, at, box, away, theme } of plans) {
      if (!container.isConnected && !at.marker.held) {
        drop(container, at);
        continue;
      }
      at.marker.away(away && !at.marker.held);
      at.marker.theme(theme);
      if (at.spot)
        at.marker.moveTo(box.right - at.spot.fromRight - origin.left, box.top + at.spot.fromTop - origin.top);
    }
  });
  const plan = (container: Element, at: Placed, size: number, looking: boolean) => {
    const box = container.getBoundingClientRect();
    const moved = box.top !== at.top || box.right !== at.right;
    if (!moved && !looking) return { box, away: at.away, theme: at.theme };
    at.top = box.top;
    at.right = box.right;
    const ground = (x: number, y: number) => groundOf(container, host.element, x, y);
    if (box.width > 0 && (!at.spot || Math.abs(at.width - box.width) > 1)) {
      at.spot = chooseSpot(size, box, ground) ?? at.spot;
      if (at.spot) at.width = box.width;
    }
    // Beside the button, where nothing of ours lies: one hit test, not a list of all that stands there.
    const beside = at.spot && {
      x: box.right - at.spot.fromRight - 4,
      y: box.top + at.spot.fromTop + size / 2,
    };
    const seen = beside ? ground(beside.x, beside.y) : "outside";
    // Behind a header or a dialog of the page: a button there would lie on something else.
    at.away = !at.spot || seen === "covered" || box.width === 0;
    at.theme = themeBehind(container);
    return { box, away: at.away, theme: at.theme };
  };
  const settled = settling(window, () => layout());
  const soon = (patience = AFTER_CHANGE) => {
    if (placed.size > 0) settled.soon(patience);
  };
  const drop = (container: Element, at: Placed) => {
    at.marker.root.remove();
    sizes.unobserve(container);
    placed.delete(container);
  };
  const arrive = (container: Element) => {
    const marker = makeMarker(
      document,
      use.words,
      guarded(() => use.onPress(container)),
    );
    marker.label(use.authorOf(container));
    marker.away(true);
    for (const name of ["pointerover", "focusin"]) marker.root.addEventListener(name, guarded(use.onNear));
    const after = [...placed.entries()].filter(([other]) => precedes(container, other));
    const next = after.find(([one]) => after.every(([other]) => one === other || precedes(one, other)));
    host.all.insertBefore(marker.root, next?.[1].marker.root ?? null);
    placed.set(container, {
      marker,
      spot: null,
      width: 0,
      near: true,
      top: NaN,
      right: NaN,
      away: true,
      theme: "light",
    });
    sizes.observe(container);
  };

  const sizes = new window.ResizeObserver(() => soon());
  const nearness = new window.IntersectionObserver(
    guarded((entries: IntersectionObserverEntry[]) => {
      const come: Element[] = [];
      for (const { target, isIntersecting } of entries) {
        const at = placed.get(target);
        if (at) at.near = isIntersecting;
        if (isIntersecting && !at) {
          arrive(target);
          come.push(target);
        } else if (!isIntersecting && at && !at.marker.held) drop(target, at);
      }
      // Called after layout, before paint: what has come stands at its place at once.
      layout(come);
    }),
    { rootMargin: NEAR },
  );
  const onAct = () => {
    looked = 0;
    soon();
  };
  const onScroll = () => soon(AFTER_SCROLL);
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  window.addEventListener("scroll", onScroll, { capture: true, passive: true });
  window.addEventListener("resize", onScroll, { passive: true });
  for (const name of ACTS) window.addEventListener(name, onAct, { capture: true, passive: true });

  return {
    place: host.shadow,
    offer: (containers) => {
      for (const container of containers) {
        const at = placed.get(container);
        if (at && at.marker.state === "idle") at.marker.label(use.authorOf(container));
        nearness.observe(container);
      }
      soon();
    },
    clear: () => {
      nearness.disconnect();
      for (const [container, at] of [...placed]) if (!at.marker.held) drop(container, at);
    },
    changed: () => {
      for (const [container, at] of [...placed])
        if ((!container.isConnected || !at.near) && !at.marker.held) drop(container, at);
      host.keep();
      soon();
    },
    conceal: () => {
      concealed++;
      host.all.classList.add("concealed");
      let revealed = false;
      return () => {
        if (revealed) return;
        revealed = true;
        if (--concealed === 0) host.all.classList.remove("concealed");
      };
    },
    markerOf: (container) => {
      const known = container ? placed.get(container) : undefined;
      if (known) return known.marker;
      const marker = makeMarker(document, use.words, null);
      marker.theme(themeBehind(container ?? document.body ?? document.documentElement));
      host.all.append(marker.root);
      return marker;
    },
    remove: () => {
      nearness.disconnect();
      sizes.disconnect();
      window.removeEventListener("scroll", onScroll, { capture: true });
      window.removeEventListener("resize", onScroll);
      for (const name of ACTS) window.removeEventListener(name, onAct, { capture: true });
      settled.stop();
      host.remove();
      placed.clear();
    },
  };
}

const precedes = (one: Element, other: Element) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
