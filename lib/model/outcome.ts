/** What became of each step of a capture; sealed with it, so a failed picture says so for ever. */
import { z } from "zod";
import { FaultCode } from "./fault.ts";

export const STEPS = [
  "observe",
  "extract",
  "scrub",
  "snapshot",
  "picture",
  "media",
  "page-data",
  "seal",
] as const;
export const Step = z.enum(STEPS);
export type Step = z.infer<typeof Step>;

export const OutcomeStatus = z.enum(["done", "reduced", "failed", "skipped"]);
export type OutcomeStatus = z.infer<typeof OutcomeStatus>;

/**
 * `reduced` and `failed` carry the fault; `detail` is for people and holds no page text.
 * `part` names what of the step it speaks of, where there are several (a media file: `media/2`).
 */
export const Outcome = z.strictObject({
  step: Step,
  part: z.string().max(80).optional(),
  status: OutcomeStatus,
  fault: FaultCode.optional(),
  detail: z.string().max(500).optional(),
  ms: z.int().nonnegative().optional(),
});
export type Outcome = z.infer<typeof Outcome>;
