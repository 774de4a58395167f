/** The acts on evidence that a custody log tells of, each with the exact members of its `detail` (FORMAT §6.4). */
import { z } from "zod";
import { Instant, OpaqueId } from "./statement.ts";

const Count = z.int().nonnegative();
/** A code of a closed list that may grow with later versions: a fault, a trigger. */
const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Act → its `detail`. */
const DETAILS = {
  captured: z.strictObject({ record: Count }),
  failed: z.strictObject({ capture: OpaqueId, fault: Code, startedAt: Instant, trigger: Code }),
  annotated: z.strictObject({ record: Count, replaces: Count.optional() }),
  exported: z.strictObject({
    bundle: OpaqueId,
    captures: z.int().positive(),
    withheld: z.int().positive().optional(),
  }),
  stamped: z.strictObject({
    subject: z.enum(["manifest", "checkpoint"]),
    size: z.int().positive(),
    genTime: Instant,
  }),
  uploaded: z.strictObject({ bundle: OpaqueId }),
  receipt: z.strictObject({ bundle: OpaqueId }),
  deleted: z.union([z.strictObject({ record: Count }), z.strictObject({ note: Count })]),
  "clock-jump": z.strictObject({
    /** What the reading contradicts: the entry before, or the clock that only goes forward. */
    against: z.enum(["entry", "steady"]),
    clock: Instant,
    expected: Instant,
  }),
} as const;

export type ActType = keyof typeof DETAILS;
export const ACT_TYPES = Object.keys(DETAILS);

/** Acts whose entry bears a commitment; the others bear null. */
const COMMITTED: ReadonlySet<string> = new Set<ActType>([
  "captured",
  "annotated",
  "stamped",
  "uploaded",
  "receipt",
  "deleted",
]);

/** An act as it is to be entered. */
export type Act = {
  [T in ActType]: { type: T; commitment: string | null; detail: z.infer<(typeof DETAILS)[T]> };
}[ActType];

/** An entry's own part of the log: number and time beside the act. */
export type EnteredAct = Act & { seq: number; ts: string };

/** True for a type that this version knows. */
export const isActType = (type: string): type is ActType => Object.hasOwn(DETAILS, type);

/** The act of an entry; null where a known type lacks what it must tell, or tells more. Unknown types: `unknown`. */
export function readAct(entry: {
  type: string;
  commitment: string | null;
  detail: unknown;
}): Act | null | "unknown" {
  const { type, commitment } = entry;
  if (!isActType(type)) return "unknown";
  const detail = DETAILS[type].safeParse(entry.detail);
  if (!detail.success || (commitment !== null) !== COMMITTED.has(type)) return null;
  // The table ties each type to its detail; the compiler cannot follow that through a computed key.
  return { type, commitment, detail: detail.data } as Act;
}
