/**
 * Picking any element of a page, by mouse, touch or keyboard. Nothing is written to the page: our listeners stand before
 * its own and let nothing through while the picker is there, so that a click does not follow a link.
 */
import { type BoxOf, MOVES, type Move, moved } from "./pick-moves.ts";
import { type Act, makePickView, type PickWords } from "./pick-view.ts";
import { scrollerOf } from "./scroller.ts";

const SWALLOWED = (
  "click dblclick auxclick contextmenu mousedown mouseup mousemove mouseover mouseout pointerdown pointerup pointermove " +
  "pointerover pointerout pointercancel touchstart touchmove touchend keydown keyup keypress dragstart selectstart wheel"
).split(" ");
/** The second click of a double click must not reach the page either. */
const AFTERWARDS_MS = 500;
const TAIL = /click$|^mouse(?:down|up)$|^pointer(?:down|up)$|^keyup$/;
/** CSS pixels of a wheel's line and page (UI Events: `deltaMode` 1 and 2). */
const WHEEL = [1, 16, 400];

export interface Picking {
  css: string;
  words: PickWords;
  /** Chosen first; null: what stands in the middle of the window. */
  start: Element | null;
  /** Elements of ours in the page: never picked. */
  ours(element: Element): boolean;
}

/** Lets the person pick one element. Null: they left without. One at a time is the caller's business. */
export function pick(document: Document, { css, words, start, ours }: Picking): Promise<Element | null> {
  const window = document.defaultView;
  if (!window) throw new TypeError("a document without a window has nothing to pick");
  const view = makePickView(document, css, words);
  const at = (x: number, y: number) =>
    document
      .elementsFromPoint(x, y)
      .find(
        (element) => element !== view.element && element !== document.documentElement && !ours(element),
      ) ?? document.body;
  const before = document.activeElement;
  let chosen: Element | null = start?.isConnected ? start : at(window.innerWidth / 2, window.innerHeight / 2);
  const trail: Element[] = [];
  let touched = false;
  let frame = 0;

  return new Promise((resolve) => {
    let open = true;
    const end = (picked: Element | null) => {
      if (!open) return;
      open = false;
      window.cancelAnimationFrame(frame);
      view.remove();
      window.setTimeout(() => {
        for (const name of SWALLOWED) window.removeEventListener(name, swallow, { capture: true });
      }, AFTERWARDS_MS);
      if (before && "focus" in before) (before as HTMLElement).focus({ preventScroll: true });
      resolve(picked);
    };
    const choose = (element: Element | null) => {
      if (element !== chosen) trail.length = 0;
      chosen = element;
      view.show(chosen);
    };
    const step = (move: Move) => {
      chosen = moved(chosen?.isConnected ? chosen : document.body, move, trail, boxOf);
      const box = chosen.getBoundingClientRect();
      if (box.bottom < 0 || box.top > window.innerHeight)
        chosen.scrollIntoView({ block: "nearest", behavior: "instant" });
      view.show(chosen);
    };
    const act = (what: Act) => {
      if (what === "leave") end(null);
      else if (what === "take") end(chosen?.isConnected ? chosen : null);
      else step(what);
    };
    const onClick = (event: MouseEvent) => {
      const pressed = view.actAt(event.clientX, event.clientY);
      if (pressed) act(pressed);
      // A finger covers what it points at: it chooses, and the bar takes.
      else if (!touched) act("take");
    };
    const onKey = (event: KeyboardEvent) => {
      const move = MOVES[event.key];
      const known = move || event.key === "Enter" || event.key === "Escape" || event.key === "Tab";
      if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (move) step(move);
      else if (event.key !== "Tab") act(event.key === "Enter" ? "take" : "leave");
    };
    const onWheel = (event: WheelEvent) => {
      const scroller = scrollerOf(at(event.clientX, event.clientY));
      // The shield stands outside of the page's scrolling boxes; the window itself scrolls without help.
      if (!scroller.isWindow) scroller.by(event.deltaY * (WHEEL[event.deltaMode] ?? 1));
    };
    /** Only what a person does: a page must neither pick for them nor lose its own events. */
    const swallow = (event: Event) => {
      if (!event.isTrusted || (!open && !TAIL.test(event.type))) return;
      event.stopImmediatePropagation();
      if (!open) return event.preventDefault();
      if (
        /^(?:pointerdown|mousedown|click|dblclick|auxclick|contextmenu|dragstart|selectstart)$/.test(
          event.type,
        )
      )
        event.preventDefault();
      if (event.type === "keydown") onKey(event as KeyboardEvent);
      else if (event.type === "wheel") onWheel(event as WheelEvent);
      else if (event.type === "click") onClick(event as MouseEvent);
      else if (event.type === "pointermove" || event.type === "pointerdown") {
        const { clientX, clientY, pointerType } = event as PointerEvent;
        if (event.type === "pointerdown") touched = pointerType === "touch";
        if (!view.actAt(clientX, clientY)) choose(at(clientX, clientY));
      }
    };
    const loop = () => {
      if (chosen && !chosen.isConnected) chosen = null;
      view.show(chosen);
      frame = window.requestAnimationFrame(loop);
    };
    for (const name of SWALLOWED)
      window.addEventListener(name, swallow, { capture: true, passive: name === "wheel" });
    view.focus();
    loop();
  });
}

const boxOf: BoxOf = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return width >= 1 && height >= 1 ? { x, y, width, height } : null;
};
