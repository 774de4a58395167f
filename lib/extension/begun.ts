/**
 * Captures under way, known from their beginning: in the journal while the vault is open; while it is locked as a letter
 * that outlives the browser, and in `storage.session`, which the locked background can read.
 */
import { browser } from "wxt/browser";
import { z } from "zod";
import { Part } from "../model/extraction.ts";
import { Outcome } from "../model/outcome.ts";
import { Instant, OpaqueId, Trigger } from "../model/statement.ts";
import { activeCase } from "../vault/case-list.ts";
import { openCase } from "../vault/cases.ts";
import { dropLetter } from "../vault/gate.ts";
import { openJournal, readJournal } from "../vault/journal.ts";
import { noteUse } from "./auto-lock.ts";
import { newLetterId, writeBegun } from "./letters.ts";
import { isLocked } from "./vault-keeper.ts";

const Begun = z.strictObject({
  startedAt: Instant,
  trigger: Trigger,
  /** The case it goes into; not known while the vault is locked. */
  caseId: z.string().optional(),
  letterId: OpaqueId.optional(),
  /** It was had, and lies in its letter: what the person was told, should the answer be lost. */
  told: z.strictObject({ outcomes: z.array(Outcome), parts: z.array(Part).optional() }).optional(),
});
export type Begun = z.infer<typeof Begun>;

const keyOf = (captureId: string) => `begun:${captureId}`;

/** Notes a capture as begun. `startedAt`: RFC 3339 UTC. @throws FaultError `store-full`, `store-unavailable`. */
export async function begin(captureId: string, startedAt: string, trigger: Trigger): Promise<void> {
  if (await isLocked()) {
    const letterId = newLetterId();
    await writeBegun(letterId, { captureId, startedAt, trigger });
    await noteBegun(captureId, { startedAt, trigger, letterId });
    return;
  }
  noteUse();
  const caseId = await activeCase();
  await openCase(startedAt, caseId);
  await openJournal(captureId, startedAt, trigger, caseId);
  await noteBegun(captureId, { startedAt, trigger, caseId });
}

export async function noteBegun(captureId: string, begun: Begun): Promise<void> {
  await browser.storage.session.set({ [keyOf(captureId)]: begun });
}

/** A capture that was begun and is not sealed; null: none of this id. */
export async function begunOf(captureId: string): Promise<Begun | null> {
  const noted = await notedOf(captureId);
  if (await isLocked()) return noted;
  const row = await readJournal(captureId);
  if (!row) return null;
  const { startedAt, trigger, caseId } = row.body;
  const { letterId } = noted ?? {};
  return { startedAt, trigger, ...(caseId ? { caseId } : {}), ...(letterId ? { letterId } : {}) };
}

/** What this browser session knows of a capture under way. */
export async function notedOf(captureId: string): Promise<Begun | null> {
  const key = keyOf(captureId);
  const parsed = Begun.safeParse((await browser.storage.session.get(key))[key]);
  return parsed.success ? parsed.data : null;
}

/** It ended. With `letter`, no letter shall tell of it either. */
export async function forgetBegun(captureId: string, letter = false): Promise<void> {
  const letterId = letter ? (await notedOf(captureId))?.letterId : undefined;
  await browser.storage.session.remove(keyOf(captureId));
  if (letterId) await dropLetter(letterId);
}
