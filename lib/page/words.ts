/** The sentences shown inside a page; the entry points fill them from the locale files. */
import type { FaultCode } from "../model/fault-error.ts";
import type { Step } from "../model/outcome.ts";
import type { Question } from "./ask.ts";

/** Those that every visited page pays for. */
export interface LightWords {
  language: string;
  keep: string;
  /** "Keep the post by X". */
  keepBy(author: string): string;
  /** What assistive technology calls the group of ours. */
  group: string;
  working: string;
  failed(why: string): string;
  why(code: FaultCode): string;
}

/** And those that come with the reading half. */
export interface Words extends LightWords {
  done: string;
  /** `lacking`: names of steps, joined. */
  reduced(lacking: string): string;
  /** It is not sealed yet, or not for good. */
  kept(how: "locked" | "unchosen" | "beyond"): string;
  step(step: Step): string;
  ask: string;
  allow: string;
  notNow: string;
  /** The question at the person's own post. */
  own: Pick<Question, "sentences" | "yes" | "no">;
}
