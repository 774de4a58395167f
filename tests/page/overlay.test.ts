/** Buttons follow their posts without making the page lay itself out, and however far the feed has grown. */
import type { JSDOM } from "jsdom";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeOverlay } from "../../lib/page/overlay.ts";
import { page } from "./fake.ts";

const words = {
  language: "vi",
  keep: "keep",
  keepBy: (author: string) => `keep ${author}`,
  group: "",
  working: "",
  failed: (why: string) => why,
  why: (code: string) => code,
};

type Box = { left: number; top: number; right: number; bottom: number; width: number; height: number };
const boxAt = (top: number, width = 500): Box => ({
  left: 100,
  top,
  right: 100 + width,
  bottom: top + 300,
  width,
  height: 300,
});

/** Observers of a browser in short: who was observed anew is told of at the next frame, with the box `boxes` gives. */
function stage() {
  const { document, window } = page("<main></main>");
  const boxes = new Map<Element, Box>();
  const nowhere: Box = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  const frames: (() => void)[] = [];
  const observed: Element[] = [];
  class Intersections {
    waiting = new Set<Element>();
    constructor(tell: (entries: object[]) => void) {
      frames.push(() => {
        const entries = [...this.waiting].map((target) => {
          const boundingClientRect = boxes.get(target) ?? nowhere;
          const isIntersecting = boundingClientRect.top < 1000;
          return { target, boundingClientRect, isIntersecting, rootBounds: { width: 1000, height: 700 } };
        });
        this.waiting.clear();
        if (entries.length > 0) tell(entries);
      });
    }
    observe(element: Element) {
      observed.push(element);
      this.waiting.add(element);
    }
    unobserve(element: Element) {
      this.waiting.delete(element);
    }
    disconnect() {
      this.waiting.clear();
    }
  }
  class Sizes {
    observe = vi.fn();
    unobserve = vi.fn();
    disconnect = vi.fn();
  }
  vi.stubGlobal("ShadowRoot", window.ShadowRoot);
  vi.stubGlobal("Node", window.Node);
  Object.assign(window, { IntersectionObserver: Intersections, ResizeObserver: Sizes });
  window.matchMedia = () => ({ matches: false }) as MediaQueryList;
  const forced = vi.fn(() => nowhere as DOMRect);
  window.Element.prototype.getBoundingClientRect = forced;
  window.Element.prototype.getClientRects = () => [] as unknown as DOMRectList;
  window.Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  let over: Element | null = null;
  const hit = vi.fn((): Element | null => over);
  document.elementFromPoint = hit;
  const roots = spyOnRoots(window);
  const overlay = makeOverlay(document, {
    words,
    css: "",
    authorOf: (container) => container.id,
    onPress: () => undefined,
    onNear: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  // Twice: what comes near in one frame has its place by the next.
  const frame = () => {
    for (const tell of [...frames, ...frames]) tell();
  };
  const add = (id: string, box: Box) => {
    const post = document.createElement("article");
    post.id = id;
    document.querySelector("main")?.append(post);
    boxes.set(post, box);
    return post;
  };
  const turn = () => {
    vi.advanceTimersByTime(20_000);
    frame();
  };
  const buttons = () =>
    [...(roots[0]?.querySelectorAll<HTMLElement>(".place") ?? [])].map((place) => ({
      name: place.querySelector("button")?.title,
      at: place.style.transform,
      away: place.classList.contains("away"),
    }));
  const cover = (element: Element | null) => {
    over = element;
  };
  return { document, window, overlay, boxes, add, frame, turn, buttons, forced, hit, observed, cover };
}

/** Our shadow root is closed: only who makes it sees in. */
function spyOnRoots(window: JSDOM["window"]): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  const attach = window.Element.prototype.attachShadow;
  window.Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  };
  return roots;
}

describe("buttons on posts", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("come with posts near the window, at their places, and go with them", () => {
    const { overlay, add, frame, buttons } = stage();
    const near = add("near", boxAt(50));
    overlay.offer([near, add("far", boxAt(5000))]);
    frame();
    expect(buttons()).toEqual([{ name: "keep near", at: "translate(558px, 58px)", away: false }]);
    near.remove();
    overlay.changed(false);
    expect(buttons()).toEqual([]);
  });

  it("cost the page no layout and no hit test while posts come below, however many", () => {
    const { overlay, add, frame, turn, forced, hit, observed } = stage();
    overlay.offer([add("first", boxAt(50))]);
    frame();
    turn();
    for (const mock of [forced, hit]) mock.mockClear();
    observed.length = 0;
    for (let n = 0; n < 200; n++) {
      overlay.offer([add(`n${n}`, boxAt(2000 + n * 300))]);
      overlay.changed(false);
      frame();
    }
    turn();
    expect(forced).not.toHaveBeenCalled();
    expect(hit).not.toHaveBeenCalled();
    // Each new post once, and the first a few times to be followed.
    expect(observed.length).toBeLessThan(210);
  });

  it("are no more than a window can show, however many posts a page stacks into it", () => {
    const { document, overlay, add, frame, buttons, observed } = stage();
    overlay.offer(Array.from({ length: 300 }, (_, n) => add(`n${n}`, boxAt(50))));
    frame();
    expect(buttons().length).toBe(60);
    observed.length = 0;
    for (let n = 0; n < 11_000; n++) overlay.offer([document.createElement("article")]);
    expect(observed.length).toBe(10_000 - 300);
    overlay.clear();
    overlay.offer([add("after", boxAt(50))]);
    frame();
    expect(buttons().map(({ name }) => name)).toContain("keep after");
  });

  it("follow a post that was pushed down, and one in a part of the page that is scrolled", () => {
    const { document, window, overlay, boxes, add, frame, turn, buttons } = stage();
    const post = add("a", boxAt(50));
    overlay.offer([post]);
    frame();
    boxes.set(post, boxAt(250));
    overlay.changed(false);
    turn();
    expect(buttons()[0]?.at).toBe("translate(558px, 258px)");
    boxes.set(post, boxAt(150));
    document.querySelector("main")?.dispatchEvent(new window.Event("scroll"));
    frame();
    expect(buttons()[0]?.at).toBe("translate(558px, 158px)");
  });

  it("go out of the way of what the page lays over a post, and come back", () => {
    const { document, window, overlay, add, frame, turn, buttons, cover } = stage();
    overlay.offer([add("a", boxAt(50))]);
    frame();
    const dialog = document.createElement("dialog");
    document.body.append(dialog);
    cover(dialog);
    overlay.changed(true);
    turn();
    expect(buttons()[0]?.away).toBe(true);
    cover(null);
    window.dispatchEvent(new window.Event("keyup"));
    turn();
    expect(buttons()[0]?.away).toBe(false);
  });

  it("take another place where the post has another width", () => {
    const { overlay, boxes, add, frame, turn, buttons } = stage();
    const post = add("a", boxAt(50));
    overlay.offer([post]);
    frame();
    boxes.set(post, boxAt(50, 300));
    overlay.changed(false);
    turn();
    expect(buttons()[0]?.at).toBe("translate(358px, 58px)");
  });
});
