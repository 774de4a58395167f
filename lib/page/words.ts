/** The sentences shown inside a page; the entry point fills them from the locale files. */
import type { FaultCode } from "../model/fault-error.ts";
import type { Step } from "../model/outcome.ts";

export interface Words {
  language: string;
  keep: string;
  /** "Keep the post by X". */
  keepBy(author: string): string;
  /** What assistive technology calls the group of ours. */
  group: string;
  working: string;
  done: string;
  /** `lacking`: names of steps, joined. */
  reduced(lacking: string): string;
  failed(why: string): string;
  step(step: Step): string;
  why(code: FaultCode): string;
  ask: string;
  allow: string;
  notNow: string;
}
