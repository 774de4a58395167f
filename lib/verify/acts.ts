/** Acts in the order of the log, each checked against those before: a thing is deleted once, and only what was kept (FORMAT §6.4, §6.5). */
import { NO_DIGEST } from "../evidence/digest.ts";
import type { EnteredAct } from "../model/act.ts";
import type { FindingCode } from "./words.ts";

/** The steady clock and the device's may differ by so much without a jump (FORMAT §6.4). */
const CLOCK_BOUND_MS = 60_000;

export interface Acts {
  /** Leaf hashes of the records of the case, by their number. */
  captured: string[];
  /** Numbers of records whose content was destroyed. */
  deleted: Set<number>;
  /** Ids of the bundles that were written. */
  exported: Set<string>;
  /** Notes that stand: number of the entry → its commitment and its record. */
  notes: Map<number, { commitment: string | null; record: number }>;
}

export const newActs = (): Acts => ({
  captured: [],
  deleted: new Set(),
  exported: new Set(),
  notes: new Map(),
});

/** Takes one act in; the code of what is wrong with it, or null. `before`: time of the entry before. */
export function followAct(acts: Acts, act: EnteredAct, before: string | null): FindingCode | null {
  switch (act.type) {
    case "captured": {
      const inOrder = act.detail.record === acts.captured.length;
      acts.captured.push(act.commitment ?? NO_DIGEST);
      return inOrder ? null : "custody-records";
    }
    case "exported":
      acts.exported.add(act.detail.bundle);
      return null;
    case "annotated": {
      const { record, replaces } = act.detail;
      const stands = record < acts.captured.length && !acts.deleted.has(record);
      const replaced = replaces === undefined || acts.notes.get(replaces)?.record === record;
      if (replaces !== undefined) acts.notes.delete(replaces);
      acts.notes.set(act.seq, { commitment: act.commitment, record });
      return stands && replaced ? null : "custody-act";
    }
    case "deleted":
      return followDeletion(acts, act);
    case "clock-jump": {
      const { against, clock, expected } = act.detail;
      const jumped =
        against === "entry"
          ? before === expected && clock < expected
          : Math.abs(Date.parse(clock) - Date.parse(expected)) > CLOCK_BOUND_MS;
      return clock === act.ts && jumped ? null : "custody-act";
    }
    default:
      return null;
  }
}

function followDeletion(acts: Acts, act: EnteredAct & { type: "deleted" }): FindingCode | null {
  const { detail, commitment } = act;
  if ("note" in detail) {
    const stood = acts.notes.get(detail.note)?.commitment === commitment;
    acts.notes.delete(detail.note);
    return stood ? null : "custody-act";
  }
  const stood = acts.captured[detail.record] === commitment && !acts.deleted.has(detail.record);
  acts.deleted.add(detail.record);
  return stood ? null : "custody-act";
}
