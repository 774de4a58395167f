/** The queue of parcels, in the vault: an encrypted file for a partner each, with where it goes and how far it is. */
import { liveQuery } from "dexie";
import { commitmentOf, disclosureOf } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { database, type ParcelRow } from "./database.ts";
import { enterAct } from "./log.ts";
import type { KeptReceipt, ParcelBody } from "./parcel-body.ts";
import { storing } from "./storing.ts";

export type { ParcelRow } from "./database.ts";
export type { KeptReceipt, ParcelBody, ParcelState } from "./parcel-body.ts";

/** Puts a parcel at the end of the queue. @throws FaultError `store-full`, `store-unavailable`, `vault-locked`. */
export async function addParcel(row: ParcelRow): Promise<void> {
  await storing(() => database.parcels.add(row));
}

/** One parcel; null where there is none. */
export async function readParcel(id: string): Promise<ParcelRow | null> {
  return (await storing(() => database.parcels.get(id))) ?? null;
}

/** All parcels in the order of the queue: those begun first coming first. */
export async function listParcels(): Promise<ParcelRow[]> {
  const rows = await storing(() => database.parcels.toArray());
  return rows.sort((a, b) => a.body.startedAt.localeCompare(b.body.startedAt) || a.id.localeCompare(b.id));
}

/**
 * Changes one parcel as it stands now; `to` gives null where nothing is to change. Gives the row after it; null: nothing
 * changed, or there is none of this id.
 */
export async function changeParcel(
  id: string,
  to: (body: ParcelBody) => ParcelBody | null,
): Promise<ParcelRow | null> {
  return storing(() =>
    database.transaction("rw", database.parcels, async () => {
      const row = await database.parcels.get(id);
      const body = row ? to(row.body) : null;
      if (!row || !body) return null;
      const next = { ...row, body };
      await database.parcels.put(next);
      return next;
    }),
  );
}

/** Forgets a parcel; one that is gone is passed over. */
export async function removeParcel(id: string): Promise<void> {
  await storing(() => database.parcels.delete(id));
}

/**
 * The intake has it whole: state `sent`, and the entry `uploaded` in the log, all or nothing, and once only.
 * @param intake where it was sent to
 */
export async function enterUploaded(id: string, intake: string): Promise<void> {
  const { body } = (await readParcel(id)) ?? {};
  if (!body) return;
  const value = { bytes: body.bytes, ciphertext: body.sha256, intake };
  await enter(id, "uploaded", value, (before) =>
    before.state === "sent" || before.state === "delivered"
      ? null
      : { ...before, state: "sent", sent: before.bytes, attempts: 0, notBefore: null },
  );
}

/** A receipt that holds was had: state `delivered`, and the entry `receipt`, all or nothing. One had before is replaced. */
export async function enterReceipt(id: string, receipt: KeptReceipt): Promise<void> {
  await enter(id, "receipt", receipt.text, (before) =>
    before.receipt?.text === receipt.text
      ? null
      : { ...before, state: "delivered", receipt, attempts: 0, notBefore: null },
  );
}

async function enter(
  id: string,
  type: "uploaded" | "receipt",
  value: unknown,
  to: (body: ParcelBody) => ParcelBody | null,
): Promise<void> {
  const row = await readParcel(id);
  if (!row) return;
  const disclosure = disclosureOf({ path: type, value });
  const commitment = await commitmentOf(disclosure);
  const detail = { bundle: row.body.bundleId };
  try {
    await enterAct(row.caseId, { type, commitment, detail }, async () => {
      const now = await database.parcels.get(id);
      const body = now && to(now.body);
      // Somebody else was quicker, or it was cancelled: no entry.
      if (!now || !body) throw new FaultError("not-found");
      const { fault: _, ...rest } = body;
      await database.parcels.put({
        ...now,
        body: { ...rest, disclosures: [...body.disclosures, disclosure] },
      });
    });
  } catch (error) {
    const moot = error instanceof FaultError && (error.code === "not-found" || error.code === "case-gone");
    if (!moot) throw error;
  }
}

/** Calls `onChange` now and whenever a parcel changes. Gives the way to stop. */
export function watchParcels(onChange: (rows: ParcelRow[]) => void): () => void {
  const subscription = liveQuery(listParcels).subscribe({
    next: onChange,
    error: (error) => console.error("watching deliveries ended", error),
  });
  return () => subscription.unsubscribe();
}
