/**
 * The two halves of the content script, and how they meet. What every page pays for sees posts and shows buttons;
 * the reading half (adapters, notices, scrubbing, copying) is brought into the same isolated world when first needed.
 */
import { type Fault, FaultError, toFault } from "../model/fault-error.ts";
import type { RulePack } from "../model/pack.ts";
import type { Trigger } from "../model/statement.ts";
import type { Overlay } from "./overlay.ts";
import type { CaptureResult, Wire } from "./wire.ts";
import type { LightWords } from "./words.ts";

/** Under this name the reading half leaves its function; pages cannot see the isolated world. */
export const CAPTURER = Symbol.for("capturer");

export interface PageSurvey {
  platform: "facebook" | "youtube" | null;
  posts: { key: string; author: string | null; textStart: string | null; inView: boolean }[];
  notices: { class: string; text: string }[];
}

export interface CaptureOrder {
  target: "key" | "menu" | "focus" | "page" | "whole";
  key?: string | undefined;
  trigger: Trigger;
  own?: boolean | undefined;
}

/** What the reading half offers. */
export interface Capturer {
  survey(): PageSurvey;
  /** @throws FaultError `target-gone` and the faults of a capture. */
  order(order: CaptureOrder): Promise<CaptureResult>;
  /** Lets the person pick an element; what they pick is captured after this is done. `from`: what is chosen first. */
  pick(from: "menu" | "focus"): void;
  /** The button on a container was pressed. */
  press(container: Element): Promise<CaptureResult>;
  /** What the page looks like, without what it says. */
  layout(): string;
}

/** What the reading half needs of the light one. */
export interface Lent {
  document: Document;
  wire: Wire;
  overlay: Overlay;
  words: LightWords;
  /** The element last right-clicked. */
  clicked(): Element | null;
}

/** `rules`: the rule pack to read by; null: the built-in knowledge alone. */
export type MakeCapturer = (lent: Lent, rules: RulePack | null) => Capturer;

/** A way to the reading half: brought in at the first call, once. @throws FaultError `interrupted`. */
export function capturerOf(lent: Lent): () => Promise<Capturer> {
  let coming: Promise<Capturer> | null = null;
  const bring = async () => {
    const world = globalThis as { [CAPTURER]?: MakeCapturer };
    if (!world[CAPTURER]) await lent.wire.loadCapturer();
    if (!world[CAPTURER]) throw new FaultError("interrupted", "the reading half did not arrive");
    // Without an answer the built-in knowledge reads, and the record names it.
    return world[CAPTURER](lent, await lent.wire.rules().catch(() => null));
  };
  return () => {
    coming ??= bring().catch((error: unknown) => {
      coming = null;
      const fault: Fault = toFault(error, "interrupted");
      throw new FaultError(fault.code, fault.detail, { cause: error });
    });
    return coming;
  };
}
