/** Reading what is kept: cards for lists, one capture whole, one artefact. Pages read here; only the background writes. */
import { liveQuery } from "dexie";
import { openDisclosures } from "../evidence/seal.ts";
import type { Statement } from "../model/statement.ts";
import { openArtefact } from "./artefacts.ts";
import type { CaptureCard } from "./card.ts";
import { activeCase } from "./case-list.ts";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

export type { CaptureCard } from "./card.ts";

export interface KeptCapture {
  card: CaptureCard;
  statement: Statement;
  /** The record's canonical bytes, as sealed. */
  record: Uint8Array;
  disclosures: string[];
}

/** Of one case (the active one), newest first. `before`: only captures with a smaller `seq`; `limit`: at most so many (50). */
export async function listCaptures(
  options: { before?: number; limit?: number; caseId?: string } = {},
): Promise<CaptureCard[]> {
  const { before = Number.MAX_SAFE_INTEGER, limit = 50 } = options;
  const caseId = options.caseId ?? (await activeCase());
  const rows = await storing(() =>
    database.captures
      .where("[caseId+seq]")
      .between([caseId, 0], [caseId, before], true, false)
      .reverse()
      .limit(limit)
      .toArray(),
  );
  return rows.map((row) => row.body.card);
}

/** Ids alone of one case (the active one), newest first; `after`: only captures with a greater `seq`. Light: opens no record. */
export async function captureIds(options: { after?: number; caseId?: string } = {}): Promise<string[]> {
  const { after = -1 } = options;
  const caseId = options.caseId ?? (await activeCase());
  return storing(() =>
    database.captures
      .where("[caseId+seq]")
      .between([caseId, after], [caseId, Number.MAX_SAFE_INTEGER], false, true)
      .reverse()
      .primaryKeys(),
  );
}

/** How many captures are kept, in one case or in all. */
export async function countCaptures(caseId?: string): Promise<number> {
  return storing(() =>
    caseId === undefined
      ? database.captures.count()
      : database.captures
          .where("[caseId+seq]")
          .between([caseId, 0], [caseId, Number.MAX_SAFE_INTEGER])
          .count(),
  );
}

/** The cards of those captures that are kept, in the order of their sealing. */
export async function readCards(ids: readonly string[]): Promise<CaptureCard[]> {
  const rows = await storing(() => database.captures.bulkGet([...new Set(ids)]));
  return rows.flatMap((row) => (row ? [row.body.card] : [])).sort((a, b) => a.seq - b.seq);
}

/** Card, record and disclosures without opening the record; for export. Null: not kept. */
export async function readSealed(id: string): Promise<Omit<KeptCapture, "statement"> | null> {
  const row = await storing(() => database.captures.get(id));
  if (!row) return null;
  const { card, record, disclosures } = row.body;
  return { card, record, disclosures };
}

/** One capture whole, its disclosures checked against the record. Null: not kept. @throws FaultError if they do not fit. */
export async function readCapture(id: string): Promise<KeptCapture | null> {
  const sealed = await readSealed(id);
  if (!sealed) return null;
  return { ...sealed, statement: await openDisclosures(sealed.record, sealed.disclosures) };
}

/** The bytes of an artefact as stored, by its file name inside the capture. Null: not kept. */
export async function readArtefact(captureId: string, name: string): Promise<Blob | null> {
  return (await openArtefact(captureId, name))?.blob() ?? null;
}

/** Calls `onChange` once now and whenever captures come or go, from whatever page or worker. Gives the way to stop. */
export function watchCaptures(onChange: () => void): () => void {
  const subscription = liveQuery(() => database.captures.toCollection().primaryKeys()).subscribe({
    next: () => onChange(),
    error: (error) => console.error("watching captures ended", error),
  });
  return () => subscription.unsubscribe();
}
