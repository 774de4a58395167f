/** What the picker shows: an outline, a label, a bar with what can be done. In a closed shadow root of its own, taken away afterwards. */
import { makeHost } from "./host.ts";
import { labelSpot, outlineOf } from "./pick-place.ts";
import { themeBehind } from "./theme.ts";
import type { Rect } from "./wire.ts";

export interface PickWords {
  language: string;
  /** What the bar says to the eye, and the name assistive technology gives it. */
  hint: string;
  name: string;
  take: string;
  leave: string;
  wider: string;
  narrower: string;
  /** "article, 680 × 420": `what` is a role or the name of an element; the numbers are CSS pixels. */
  chosen(what: string, width: number, height: number): string;
}

export type Act = "take" | "leave" | "out" | "in";

export interface PickView {
  /** Our element in the page, which hit tests meet. */
  readonly element: Element;
  /** Draws around `chosen`; null: nothing is chosen. Cheap where nothing has changed. */
  show(chosen: Element | null): void;
  /** Which control of the bar lies at a point of the window, or null. */
  actAt(x: number, y: number): Act | null;
  focus(): void;
  remove(): void;
}

/** A transparent shield lies over the page: frames inside it get no presses either, and nothing there lights up. */
export function makePickView(document: Document, css: string, words: PickWords): PickView {
  const host = makeHost(document, css);
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };
  host.all.lang = words.language;
  const outline = make("div", "outline");
  const label = make("div", "label");
  label.setAttribute("aria-hidden", "true");
  const live = make("div", "live");
  live.setAttribute("aria-live", "polite");
  const bar = make("div", "bar");
  // Arrow keys belong to the picker; a screen reader in browse mode would keep them to itself.
  bar.setAttribute("role", "application");
  bar.setAttribute("aria-label", `${words.name}. ${words.hint}`);
  bar.tabIndex = -1;
  const hint = make("p", "hint", words.hint);
  hint.setAttribute("aria-hidden", "true");
  const acts = make("div", "acts");
  const buttons = (["wider", "narrower", "leave", "take"] as const).map((name) => {
    const button = make("button", name === "take" ? "act yes" : "act", words[name]);
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.act = name === "wider" ? "out" : name === "narrower" ? "in" : name;
    return button;
  });
  acts.append(...buttons);
  bar.append(hint, acts);
  host.all.append(make("div", "shield"), outline, label, bar, live);

  let drawn = "";
  let said = "";
  const put = (element: HTMLElement, box: Rect) => {
    element.style.transform = `translate(${box.x}px, ${box.y}px)`;
    element.style.width = `${box.width}px`;
    element.style.height = `${box.height}px`;
  };
  return {
    element: host.element,
    show: (chosen) => {
      host.keep();
      const root = document.documentElement;
      const view = { width: root.clientWidth, height: document.defaultView?.innerHeight ?? 0 };
      const box = chosen?.getBoundingClientRect();
      const seen = box ? outlineOf(box, view) : null;
      const key = `${seen?.x} ${seen?.y} ${seen?.width} ${seen?.height} ${box?.width} ${box?.height}`;
      if (key === drawn) return;
      drawn = key;
      host.all.className = `all ${themeBehind(chosen ?? document.body ?? root)}`;
      outline.hidden = label.hidden = !seen;
      const what = chosen && box ? sentence(chosen, box, words) : "";
      if (what !== said) {
        said = what;
        label.textContent = what;
        live.textContent = chosen ? `${what}. ${(chosen.textContent ?? "").trim().slice(0, 80)}` : "";
      }
      if (!seen) return;
      put(outline, seen);
      const spot = labelSpot(seen, { width: label.offsetWidth, height: label.offsetHeight }, view);
      label.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
    },
    actAt: (x, y) => {
      const hit = host.shadow.elementFromPoint(x, y)?.closest<HTMLElement>("[data-act]");
      return (hit?.dataset.act as Act | undefined) ?? null;
    },
    focus: () => bar.focus({ preventScroll: true }),
    remove: host.remove,
  };
}

const sentence = (chosen: Element, box: DOMRect, words: PickWords): string =>
  words.chosen(
    chosen.getAttribute("role") ?? chosen.localName,
    Math.round(box.width),
    Math.round(box.height),
  );
