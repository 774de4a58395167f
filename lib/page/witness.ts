/** The light half: watches the page, offers buttons, hands on what is asked. Whatever of ours breaks, the page never meets it. */
import { toFault } from "../model/fault-error.ts";
import type { RulePack } from "../model/pack.ts";
import { useLadders } from "../platforms/pack-ladders.ts";
import type { PageView, Spotter } from "../platforms/platform.ts";
import { type CaptureOrder, type Capturer, capturerOf, type PageSurvey } from "./capturer.ts";
import { observe, type Watching } from "./observe.ts";
import { makeOverlay } from "./overlay.ts";
import type { CaptureResult, Wire } from "./wire.ts";
import type { LightWords } from "./words.ts";

export interface Witnessing {
  document: Document;
  spotter: Spotter;
  wire: Wire;
  words: LightWords;
  css: string;
  /** True where the person wants nothing of ours in the page; waited for before anything is done there. */
  quiet: Promise<boolean>;
  /** False once the extension behind this script has gone: then it leaves the page too. */
  alive(): boolean;
}

export interface Witness {
  survey(): Promise<PageSurvey>;
  order(order: CaptureOrder): Promise<CaptureResult>;
  pick(from: "menu" | "focus"): Promise<void>;
  layout(): Promise<string>;
  /** Takes everything of ours out of the page again. */
  stop(): void;
}

export function witness({ document, spotter, wire, words, css, quiet, alive }: Witnessing): Witness {
  const page = (): PageView => ({ document, url: new URL(document.URL) });
  let clicked: WeakRef<Element> | null = null;
  // A defect outside a capture costs a button, not evidence; our own console line names no page content.
  const onFault = (error: unknown) => console.warn(error instanceof Error ? error.name : "fault");
  const overlay = makeOverlay(document, {
    words,
    css,
    authorOf: (container) => spotter.authorOf(container, page()),
    onNear: () => (alive() ? void capturer().catch((later: unknown) => later) : stop()),
    onPress: (container) => {
      const marker = overlay.markerOf(container);
      marker.show("working", words.working);
      const press = (arrived: Capturer) => arrived.press(container);
      capturer()
        .then(press)
        .catch((error: unknown) => {
          // A fault inside a capture has been shown by it; this is one before it.
          if (marker.state === "working") marker.show("failed", words.failed(words.why(toFault(error).code)));
        });
    },
    onFault,
  });
  const stop = () => {
    stopped = true;
    watching?.stop();
    document.removeEventListener("contextmenu", onMenu, { capture: true });
    overlay.remove();
  };
  const capturer = capturerOf({
    document,
    wire,
    overlay,
    words,
    clicked: () => clicked?.deref() ?? null,
  });
  const onMenu = (event: Event) => {
    const [at] = event.composedPath();
    clicked = at instanceof Element ? new WeakRef(at) : null;
  };
  document.addEventListener("contextmenu", onMenu, { capture: true, passive: true });
  let watching: Watching | null = null;
  let stopped = false;
  const begin = () => {
    if (stopped) return;
    watching = observe(document, {
      find: (roots) => spotter.find(roots, page()),
      onContainers: overlay.offer,
      onNavigate: overlay.clear,
      onChange: (elsewhere) => (alive() ? overlay.changed(elsewhere) : stop()),
      onFault,
    });
    wire.rules().then(learn).catch(onFault);
  };
  // A pack may know posts that the built-in ladders do not: then the page is looked at again.
  const learn = (rules: RulePack | null) => {
    if (!rules?.ladders?.[spotter.name]) return;
    useLadders([spotter], rules, document);
    watching?.afresh();
  };
  // Unknown is quiet: who asked for it must not be seen because an answer was lost.
  quiet
    .catch(() => true)
    .then((hushed) => (hushed ? overlay.stayOut() : begin()))
    .catch(onFault);
  return {
    survey: async () => (await capturer()).survey(),
    order: async (order) => (await capturer()).order(order),
    pick: async (from) => (await capturer()).pick(from),
    layout: async () => (await capturer()).layout(),
    stop,
  };
}
