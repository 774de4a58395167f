/** Second looks: the queue of those asked for, and the way from a capture to the looks at it. Outlives worker and browser. */
import { liveQuery } from "dexie";
import type { Fault } from "../model/fault.ts";
import { database, type LookRow } from "./database.ts";
import { storing } from "./storing.ts";

export type { LookRow } from "./database.ts";

const ATTEMPTS = 3;

/** Puts looks in the queue. @throws FaultError `store-full`, `store-unavailable`. */
export async function askLooks(rows: readonly LookRow[]): Promise<void> {
  await storing(() => database.looks.bulkAdd([...rows]));
}

/**
 * The looks at one capture that wait longest, each with this attempt counted, so that what ends the worker is not tried
 * for ever; an empty list when nothing waits. Those tried too often are given up.
 */
export function nextLooks(): Promise<LookRow[]> {
  return storing(() =>
    database.transaction("rw", database.looks, async () => {
      const waiting = await database.looks.where("state").equals("waiting").toArray();
      const tried = ({ body }: LookRow) => body.attempts >= ATTEMPTS;
      await database.looks.bulkPut(waiting.filter(tried).map(cutShort));
      const left = waiting.filter((row) => !tried(row));
      left.sort((a, b) => a.body.askedAt.localeCompare(b.body.askedAt));
      const next = left.filter((row) => row.of === left[0]?.of).map(counted);
      await database.looks.bulkPut(next);
      return next;
    }),
  );
}

const counted = (row: LookRow): LookRow => ({
  ...row,
  body: { ...row.body, attempts: row.body.attempts + 1 },
});
const cutShort = (row: LookRow): LookRow => ({
  ...row,
  state: "failed",
  body: { ...row.body, fault: { code: "interrupted" } },
});

/** A look is not made: given up, or, where the first capture is gone, no longer wanted. */
export async function giveUpLook(captureId: string, fault: Fault): Promise<void> {
  await storing(() =>
    database.looks
      .where("captureId")
      .equals(captureId)
      .and((row) => row.state === "waiting")
      .modify((row) => {
        row.state = "failed";
        row.body.fault = fault;
      }),
  );
}

/** The person wants none any more: whatever waits is forgotten. */
export async function dropWaitingLooks(): Promise<void> {
  await storing(() => database.looks.where("state").equals("waiting").delete());
}

/** All looks at a capture, those asked for first coming first; with login before without. */
export async function looksAt(of: string): Promise<LookRow[]> {
  const rows = await storing(() => database.looks.where("of").equals(of).toArray());
  return rows.sort(
    (a, b) => a.body.askedAt.localeCompare(b.body.askedAt) || Number(b.body.login) - Number(a.body.login),
  );
}

/** Calls `onChange` with the looks at a capture, now and whenever they change. Gives the way to stop. */
export function watchLooks(of: string, onChange: (rows: LookRow[]) => void): () => void {
  const subscription = liveQuery(() => looksAt(of)).subscribe({
    next: onChange,
    error: (error) => console.error("watching looks ended", error),
  });
  return () => subscription.unsubscribe();
}
