/** One result of verification: severity, the clause of FORMAT.md (or RFC) it rests on, and where. Words live in `lib/verify/words`. */
import { z } from "zod";

/** `flaw`: the bundle is not intact (exit 1). `unreadable`: not a bundle (exit 2). `note`: to be known, not a fault. `good`: a check that held. */
export const Severity = z.enum(["unreadable", "flaw", "note", "good"]);
export type Severity = z.infer<typeof Severity>;

export const Finding = z.strictObject({
  code: z.string().max(60),
  severity: Severity,
  clause: z.string().max(40),
  file: z.string().max(300).optional(),
  detail: z.string().max(1000).optional(),
});
export type Finding = z.infer<typeof Finding>;
