/** One button with its status and its question: the only things of ours a person meets in a page. */
import type { LightWords } from "./words.ts";

export type MarkState = "idle" | "working" | "done" | "reduced" | "failed";

/** A seal on a ribbon while idle; then a ring, a tick, a call sign, a cross. Constant markup, no page text. */
const ICONS: Record<MarkState, string[]> = {
  idle: ["M7 4.5h10a1 1 0 0 1 1 1V20l-6-4-6 4V5.5a1 1 0 0 1 1-1z"],
  working: ["M12 4a8 8 0 1 1-7.6 5.5"],
  done: ["M5.5 12.500l4.200 4.200L18.5 7.800"],
  reduced: ["M12 6v7.5", "M12 17.6v.1"],
  failed: ["M7 7l10 10", "M17 7L7 17"],
};
const SVG = "http://www.w3.org/2000/svg";
const WORDS_STAY_MS = { done: 5000, reduced: 12_000, failed: 15_000 } as const;

export interface Marker {
  readonly root: HTMLElement;
  readonly state: MarkState;
  /** True while it must not be taken away: working, asking, or in focus. */
  readonly held: boolean;
  label(author: string | null): void;
  show(state: MarkState, words: string): void;
  /** Goes from the window's corner where there is nothing more to say or to ask. */
  rest(): void;
  /** Where a question may stand (`ask.ts`); hidden when there is none. */
  readonly card: HTMLElement;
  moveTo(x: number, y: number): void;
  theme(theme: "light" | "dark"): void;
  away(hidden: boolean): void;
}

/** `onPress`: only presses by a person (`isTrusted`) arrive. `corner`: no button, words in the window's corner; `onHush`: they ended. */
export function makeMarker(
  document: Document,
  words: LightWords,
  onPress: (() => void) | null,
  onHush?: () => void,
): Marker {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string) => {
    const element = document.createElement(tag);
    element.className = className;
    return element;
  };
  const root = make("div", onPress ? "place" : "place corner");
  const button = make("button", "keep");
  button.type = "button";
  const beside = make("div", "beside");
  const say = make("div", "say");
  say.setAttribute("role", "status");
  say.lang = words.language;
  const card = make("div", "ask");
  card.hidden = true;
  beside.append(say, card);
  root.append(button, beside);

  let state: MarkState = "idle";
  let theme = "light";
  let name = words.keep;
  let hush: ReturnType<typeof setTimeout> | undefined;
  let hidden = false;

  const dress = () => {
    root.className = `place ${onPress ? "" : "corner"} ${state} ${theme} ${hidden ? "away" : ""}`;
  };
  const rename = () => {
    const text = state === "idle" || !say.textContent ? name : `${name}. ${say.textContent}`;
    button.setAttribute("aria-label", text);
    button.title = text;
  };
  const draw = () => {
    const icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    for (const line of ICONS[state]) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", line);
      if (state === "working") path.setAttribute("class", "turn");
      icon.append(path);
    }
    button.replaceChildren(icon);
  };
  const marker: Marker = {
    root,
    card,
    get state() {
      return state;
    },
    get held() {
      const root = button.getRootNode();
      const focused = root instanceof ShadowRoot && beside.parentElement?.contains(root.activeElement);
      return state === "working" || !card.hidden || focused === true;
    },
    label: (author) => {
      name = author ? words.keepBy(author) : words.keep;
      rename();
    },
    show: (next, text) => {
      state = next;
      clearTimeout(hush);
      say.textContent = text;
      if (next === "done" || next === "reduced" || next === "failed") {
        hush = setTimeout(() => {
          say.textContent = "";
          marker.rest();
        }, WORDS_STAY_MS[next]);
      }
      draw();
      dress();
      rename();
    },
    rest: () => {
      if (say.textContent || !card.hidden || state === "working") return;
      if (!onPress) root.remove();
      onHush?.();
    },
    moveTo: (x, y) => {
      // A transform, not left and top: moving must not count as a layout shift (CLS).
      root.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    },
    theme: (next) => {
      if (next === theme) return;
      theme = next;
      dress();
    },
    away: (next) => {
      if (next === hidden) return;
      hidden = next;
      dress();
    },
  };
  button.addEventListener("click", (event) => {
    if (event.isTrusted && state !== "working") onPress?.();
  });
  draw();
  dress();
  rename();
  return marker;
}
