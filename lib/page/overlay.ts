/** The buttons on the posts in view, and the word in the corner for captures begun elsewhere. Writes only into our own shadow root. */
import { type Frame, makeBoxes } from "./boxes.ts";
import { differentAtMost } from "./different.ts";
import { type Host, makeHost } from "./host.ts";
import { type Marker, makeMarker } from "./marker.ts";
import { type Box, chooseSpot, groundOf, isCovered, type Spot, type View } from "./place.ts";
import { themeBehind } from "./theme.ts";
import { makeTurns } from "./timing.ts";
import type { LightWords } from "./words.ts";

const NEAR = "300px 0px";
/** Milliseconds: in a feed that grows in every frame, places are asked for twice a second. */
const AFTER_CHANGE = { after: 150, between: 500 };
const AFTER_ACT = { after: 100, between: 300 };
/** What a person does, which opens and closes dialogs. */
const ACTS = ["scroll", "resize", "pointerup", "keyup"] as const;
/** Buttons at one time, and posts waited for since the last navigation: a page can stack posts by the thousand into one window. */
const BUTTONS_AT_MOST = 60;
const WAITED_FOR_AT_MOST = 10_000;
/** Looking for what lies over a post asks every layer of the page: it may take so small a part of the time, unasked and while a person acts. */
const SHARE = { unasked: 400, acting: 20 };

export interface Overlay {
  /** Gives these containers a button as soon as they come near the view; again for one that shows other content. */
  offer(containers: readonly Element[]): void;
  /** Takes all buttons away, as after a navigation. */
  clear(): void;
  /** The page changed; `elsewhere`: not only inside posts, so that something may lie over them now. */
  changed(elsewhere: boolean): void;
  /** Shows nothing in the page from now on: what is shown otherwise is kept apart from it. */
  stayOut(): void;
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
  /** The post's width for which the spot was chosen. */
  width: number;
  near: boolean;
  /** Behind a header or a dialog of the page: a button there would lie on something else. */
  covered: boolean;
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
  const waitedFor = differentAtMost<Element>(WAITED_FOR_AT_MOST);
  let concealed = 0;
  /** True when the next frame shall also be looked at for what lies over the posts. */
  let looking = false;
  let cost = 0;

  const guarded = <A extends unknown[]>(work: (...args: A) => void) => {
    return (...args: A) => {
      try {
        work(...args);
      } catch (error) {
        use.onFault(error);
      }
    };
  };
  const boxes = makeBoxes(
    window,
    guarded(({ boxOf, view }: Frame) => {
      const origin = boxOf(host.element);
      if (!origin) return;
      const size = window.matchMedia("(pointer: coarse)").matches ? 44 : 34;
      const plans = [...placed].flatMap(([container, at]) => {
        const box = boxOf(container);
        return box ? [{ container, at, box }] : [];
      });
      // All reading before all writing: at most one layout of the page, not one for each post.
      for (const { container, at, box } of plans) if (isUnplaced(at, box)) settle(container, at, box, size);
      if (looking) look(plans, view, size);
      looking = false;
      for (const { at, box } of plans) {
        at.marker.away((!at.spot || at.covered || box.width === 0) && !at.marker.held);
        if (at.spot && box.width > 0)
          at.marker.moveTo(
            box.right - at.spot.fromRight - origin.left,
            box.top + at.spot.fromTop - origin.top,
          );
      }
    }),
  );
  const settle = (container: Element, at: Placed, box: Box, size: number) => {
    at.spot = chooseSpot(size, box, groundOf(container, box));
    at.width = box.right - box.left;
    at.marker.theme(themeBehind(container));
  };
  const look = (plans: { container: Element; at: Placed; box: Box }[], view: View, size: number) => {
    const started = performance.now();
    for (const { container, at, box } of plans) {
      if (!at.spot) continue;
      // Beside the button, where nothing of ours lies.
      const [x, y] = [box.right - at.spot.fromRight - 4, box.top + at.spot.fromTop + size / 2];
      at.covered = isCovered(container, host.element, view, x, y) ?? at.covered;
    }
    cost = performance.now() - started;
  };
  const follow = () => {
    if (placed.size === 0) return;
    host.keep();
    boxes.ask([host.element, ...placed.keys()]);
  };
  const moves = makeTurns(guarded(follow));
  const looks = makeTurns(
    guarded(() => {
      looking = true;
      follow();
    }),
  );
  const lookSoon = (share: number, { after, between } = AFTER_ACT) =>
    looks.ask({ after, between: Math.max(between, share * cost) });
  const drop = (container: Element, at: Placed) => {
    at.marker.root.remove();
    sizes.unobserve(container);
    placed.delete(container);
    host.keep();
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
    host.keep();
    placed.set(container, { marker, spot: null, width: 0, near: true, covered: false });
    sizes.observe(container);
  };

  const sizes = new window.ResizeObserver(() => moves.ask(AFTER_CHANGE));
  const nearness = new window.IntersectionObserver(
    guarded((entries: IntersectionObserverEntry[]) => {
      let come = false;
      for (const { target, isIntersecting } of entries) {
        const at = placed.get(target);
        if (at) at.near = isIntersecting;
        if (isIntersecting && !at) {
          if (placed.size >= BUTTONS_AT_MOST) continue;
          arrive(target);
          come = true;
        } else if (!isIntersecting && at && !at.marker.held) drop(target, at);
      }
      if (!come) return;
      follow();
      lookSoon(SHARE.acting);
    }),
    { rootMargin: NEAR },
  );
  const onAct = guarded(({ type, target }: Event) => {
    if (placed.size === 0) return;
    lookSoon(SHARE.acting);
    // A part of the page was scrolled, not the window: the buttons do not go along by themselves.
    if (type === "scroll" && target !== document) follow();
  });
  // What loads above a post moves it without any other sign.
  if (document.body) sizes.observe(document.body);
  for (const name of ACTS) window.addEventListener(name, onAct, { capture: true, passive: true });

  return {
    place: host.shadow,
    stayOut: host.stayOut,
    offer: (containers) => {
      for (const container of containers) {
        const at = placed.get(container);
        if (at && at.marker.state === "idle") at.marker.label(use.authorOf(container));
        if (waitedFor.takes(container)) nearness.observe(container);
      }
    },
    clear: () => {
      nearness.disconnect();
      waitedFor.clear();
      for (const [container, at] of [...placed]) if (!at.marker.held) drop(container, at);
    },
    changed: (elsewhere) => {
      for (const [container, at] of [...placed])
        if ((!container.isConnected || !at.near) && !at.marker.held) drop(container, at);
      host.keep();
      if (placed.size === 0) return;
      moves.ask(AFTER_CHANGE);
      if (elsewhere || [...placed.values()].some(({ covered }) => covered))
        lookSoon(SHARE.unasked, AFTER_CHANGE);
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
      const marker = makeMarker(document, use.words, null, host.keep);
      marker.theme(themeBehind(container ?? document.body ?? document.documentElement));
      host.all.append(marker.root);
      host.keep();
      return marker;
    },
    remove: () => {
      nearness.disconnect();
      sizes.disconnect();
      for (const name of ACTS) window.removeEventListener(name, onAct, { capture: true });
      boxes.stop();
      moves.stop();
      looks.stop();
      host.remove();
      placed.clear();
    },
  };
}

const isUnplaced = ({ spot, width }: Placed, box: DOMRectReadOnly) =>
  box.width > 0 && (!spot || Math.abs(width - box.width) > 1);
const precedes = (one: Element, other: Element) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
