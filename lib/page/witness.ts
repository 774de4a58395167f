/** The content script as a whole: watches the page, offers buttons, answers. Whatever of ours breaks, the page never meets it. */
import type { PageView, Platform } from "../platforms/platform.ts";
import { type Answers, makeAnswers } from "./answers.ts";
import type { Capturing } from "./capture.ts";
import { observe } from "./observe.ts";
import { makeOverlay } from "./overlay.ts";
import type { Wire } from "./wire.ts";
import type { Words } from "./words.ts";

export interface Witnessing {
  document: Document;
  platform: Platform;
  wire: Wire;
  words: Words;
  css: string;
}

/** Starts; `stop` takes everything of ours out of the page again. */
export function witness(use: Witnessing): { answers: Answers; stop(): void } {
  const { document, platform, wire, words } = use;
  const page = (): PageView => ({ document, url: new URL(document.URL) });
  // A defect outside a capture costs a button, not evidence; our own console line names no page content.
  const onFault = (error: unknown) => console.warn(error instanceof Error ? error.name : "fault");
  const overlay = makeOverlay(document, {
    words,
    css: use.css,
    authorOf: (container) => platform.glance?.(container, page())?.author ?? null,
    // The marker has told the person; the promise has no other listener.
    onPress: (container) => void answers.press(container).catch((told: unknown) => told),
    onFault,
  });
  const capturing: Capturing = { platform, page, wire, overlay, words };
  const answers = makeAnswers(capturing);
  const watching = observe(document, {
    find: (roots) => platform.find(roots, page()),
    onContainers: overlay.offer,
    onNavigate: overlay.clear,
    onChange: overlay.changed,
    onFault,
  });
  return {
    answers,
    stop: () => {
      watching.stop();
      answers.stop();
      overlay.remove();
    },
  };
}
