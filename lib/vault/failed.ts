/** Captures that could not be sealed: the log of their case says so, with what is known and no word of the page. */

import type { Act } from "../model/act.ts";
import { type Fault, FaultError } from "../model/fault.ts";
import { DEFAULT_CASE } from "./cases.ts";
import { database, type JournalRow } from "./database.ts";
import { enterAct } from "./log.ts";
import { giveUpLook, type LookRow } from "./looks.ts";
import { storing } from "./storing.ts";

/** A capture ended without a record, and the person was told why: entry and end of the journal row in one. */
export async function failCapture(captureId: string, fault: Fault): Promise<void> {
  const row = await storing(() => database.journal.get(captureId));
  if (row) await enter(row, fault.code, () => database.journal.delete(captureId));
}

/**
 * Captures known to be cut short are entered as failed, once. Their rows stay: a page that still lives may yet hand one
 * in, and then the log tells both.
 */
export async function enterInterrupted(): Promise<void> {
  const rows = await storing(() => database.journal.filter(({ state }) => state === "interrupted").toArray());
  for (const row of rows)
    await enter(row, "interrupted", () =>
      database.journal.put({ ...row, body: { ...row.body, entered: true } }),
    );
}

/** A second look is given up; entered in the case of the first capture, unless that is gone. */
export async function failLook({ captureId, of, body }: LookRow, fault: Fault): Promise<void> {
  const first = await storing(() => database.captures.get(of));
  const giveUp = () => giveUpLook(captureId, fault);
  if (!first) await giveUp();
  else await enterAct(first.caseId, failed(captureId, fault.code, body.askedAt, "second-look"), giveUp);
}

async function enter(row: JournalRow, fault: string, close: () => PromiseLike<unknown>): Promise<void> {
  const { captureId, body } = row;
  if (body.entered) {
    await storing(close);
    return;
  }
  try {
    await enterAct(
      body.caseId ?? DEFAULT_CASE,
      failed(captureId, fault, body.startedAt, body.trigger),
      async () => {
        // Sealed, or told of by somebody else, in the meantime: then there is nothing to enter.
        const now = await database.journal.get(captureId);
        if (!now || now.body.entered) throw new FaultError("not-found");
        await close();
      },
    );
  } catch (error) {
    const moot = error instanceof FaultError && (error.code === "not-found" || error.code === "case-gone");
    if (!moot) throw error;
  }
}

const failed = (capture: string, fault: string, startedAt: string, trigger: string): Act => ({
  type: "failed",
  commitment: null,
  detail: { capture, fault, startedAt, trigger },
});
