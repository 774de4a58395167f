/** The partners: whose signed profiles are kept, as the files they came in, opened anew whenever they are read. */
import { liveQuery } from "dexie";
import { type Fault, FaultError, toFault } from "../model/fault.ts";
import { type OpenedProfile, openProfile } from "../partner/profile.ts";
import { database, type PartnerRow } from "./database.ts";
import { storing } from "./storing.ts";

export interface KeptPartner {
  id: string;
  opened: OpenedProfile;
  /** The text of the profile file. */
  file: string;
  /** RFC 3339 UTC. */
  addedAt: string;
  /** When the person said that the fingerprints agree; null: not yet. */
  comparedAt: string | null;
  /** What the intake wants to see of this witness. */
  token: string | null;
}

/** A kept profile that this version cannot open: it can be taken away, and nothing can be encrypted to it. */
export interface BrokenPartner {
  id: string;
  fault: Fault;
}

/** @throws FaultError `not-found`, `profile-malformed`, `profile-signature`. */
export async function readPartner(id: string): Promise<KeptPartner> {
  const row = await storing(() => database.partners.get(id));
  if (!row) throw new FaultError("not-found", "partner");
  return opened(row);
}

/** All partners, those added first coming first. Expired ones too: `isExpired` of `lib/partner/trust.ts` tells. */
export async function listPartners(): Promise<(KeptPartner | BrokenPartner)[]> {
  const rows = await storing(() => database.partners.toArray());
  rows.sort((a, b) => a.body.addedAt.localeCompare(b.body.addedAt) || a.id.localeCompare(b.id));
  return Promise.all(
    rows.map((row) => opened(row).catch((error: unknown) => ({ id: row.id, fault: toFault(error) }))),
  );
}

/** Calls `onChange` now and whenever partners come, go or change. Gives the way to stop. */
export function watchPartners(onChange: (partners: (KeptPartner | BrokenPartner)[]) => void): () => void {
  const subscription = liveQuery(listPartners).subscribe({
    next: onChange,
    error: (error) => console.error("watching partners ended", error),
  });
  return () => subscription.unsubscribe();
}

export const isBroken = (partner: KeptPartner | BrokenPartner): partner is BrokenPartner =>
  "fault" in partner;
export const isWhole = (partner: KeptPartner | BrokenPartner): partner is KeptPartner => !isBroken(partner);

async function opened({ id, body }: PartnerRow): Promise<KeptPartner> {
  return { id, opened: await openProfile(body.file), ...body };
}

/**
 * Keeps a profile: a new partner, or in place of what a partner had. What may replace what is decided before
 * (`lib/extension/partners.ts`); here it is held to what was decided on: `instead` is the file that is replaced.
 * @throws FaultError `not-found` where that partner is gone or has another file by now.
 */
export async function keepPartner(
  partner: Omit<KeptPartner, "opened">,
  instead: string | null,
): Promise<void> {
  const { id, file, addedAt, comparedAt, token } = partner;
  await storing(() =>
    database.transaction("rw", database.partners, async () => {
      const row = await database.partners.get(id);
      if ((row?.body.file ?? null) !== instead) throw new FaultError("not-found", "partner");
      await database.partners.put({ id, body: { file, addedAt, comparedAt, token } });
    }),
  );
}

/** What the person says of a partner: that the fingerprints agree, or the token for their intake. @throws FaultError `not-found`. */
export async function changePartner(
  id: string,
  to: Partial<Pick<KeptPartner, "comparedAt" | "token">>,
): Promise<void> {
  const found = await storing(() =>
    database.partners
      .where("id")
      .equals(id)
      .modify((row) => {
        row.body = { ...row.body, ...to };
      }),
  );
  if (found === 0) throw new FaultError("not-found", "partner");
}

/** Takes a partner away, and what they were handed with them. One that is gone is passed over. */
export async function removePartner(id: string): Promise<void> {
  await storing(() =>
    database.transaction("rw", database.partners, database.handed, async () => {
      await database.partners.delete(id);
      await database.handed.where("partnerId").equals(id).delete();
    }),
  );
}
