/** Partners' profiles on their way into the vault: what a file means beside those that are kept, and keeping it. */
import { toHex } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { type OpenedProfile, openProfile } from "../partner/profile.ts";
import { isExpired, type Standing, standingOf } from "../partner/trust.ts";
import {
  changePartner,
  isWhole,
  type KeptPartner,
  keepPartner,
  listPartners,
  readPartner,
} from "../vault/partners.ts";

/** A profile file that was looked at. Nothing is kept by looking. */
export interface LookedAt {
  file: string;
  opened: OpenedProfile;
  standing: Standing;
  /** The partner that it is taken to be of; null: nobody known. */
  kept: KeptPartner | null;
}

/** Opens a profile file and finds whose it is. @throws FaultError `profile-malformed`, `profile-signature`, `profile-expired`. */
export async function lookAtPartner(file: string, now = new Date().toISOString()): Promise<LookedAt> {
  const opened = await openProfile(file);
  if (isExpired(opened, now)) throw new FaultError("profile-expired", opened.profile.validUntil);
  const partners = (await listPartners()).filter(isWhole);
  const kept = keptOf(opened, partners);
  return { file, opened, standing: standingOf(kept?.opened ?? null, opened), kept };
}

/**
 * Whose profile it is: by its key, by the key that vouches for it, else by what it claims: a name, an intake or a
 * recipient that another has. Whoever claims to be a known partner is held to be one, and their key to have changed.
 */
export function keptOf(opened: OpenedProfile, partners: readonly KeptPartner[]): KeptPartner | null {
  const by = (is: (kept: OpenedProfile) => boolean) => partners.find((partner) => is(partner.opened));
  const { profile, keyId, previous } = opened;
  const recipients = new Set(profile.recipients.map(({ recipient }) => recipient));
  return (
    by((kept) => kept.keyId === keyId) ??
    by((kept) => kept.keyId === previous) ??
    by(
      ({ profile: other }) =>
        bare(other.name) === bare(profile.name) ||
        (other.intake !== undefined && other.intake === profile.intake) ||
        other.recipients.some(({ recipient }) => recipients.has(recipient)),
    ) ??
    null
  );
}

/** Names that look alike to a reader in a hurry: without marks, case, spaces and signs. */
const bare = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d");

/**
 * Keeps a profile, and gives the partner's id. `confirmed`: the fingerprint that the person compared; null: not yet.
 * A newer profile of a known key, or one that the known key vouches for, takes the place of the kept one.
 * @throws FaultError `profile-older`; `profile-key-changed` unless that key is confirmed; as `lookAtPartner`; `bad-request`
 * where another key was confirmed than the file's.
 */
export async function keepProfile(
  file: string,
  confirmed: string | null,
  now = new Date().toISOString(),
): Promise<string> {
  const { opened, standing, kept } = await lookAtPartner(file, now);
  if (confirmed !== null && confirmed !== opened.keyId) throw new FaultError("bad-request", "fingerprint");
  if (standing === "older") throw new FaultError("profile-older");
  if (standing === "key-changed" && confirmed === null) throw new FaultError("profile-key-changed");
  const id = kept?.id ?? toHex(crypto.getRandomValues(new Uint8Array(16)));
  // Compared before, the trust goes on to what the compared key signed; a token was given by whoever runs the intake.
  const comparedAt = confirmed === null ? (kept?.comparedAt ?? null) : now;
  const token = kept?.opened.profile.intake === opened.profile.intake ? (kept?.token ?? null) : null;
  const addedAt = kept?.addedAt ?? now;
  await keepPartner({ id, file, addedAt, comparedAt, token }, kept?.file ?? null);
  return id;
}

/** The person says that the fingerprint agrees, or takes it back. @throws FaultError `not-found`; `bad-request`: another key than was shown. */
export async function noteCompared(partnerId: string, keyId: string, agree: boolean): Promise<void> {
  if ((await readPartner(partnerId)).opened.keyId !== keyId)
    throw new FaultError("bad-request", "fingerprint");
  await changePartner(partnerId, { comparedAt: agree ? new Date().toISOString() : null });
}
