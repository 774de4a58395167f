/** The partner of a parcel as they stand now: profiles are renewed, removed, and expire while a parcel waits. */
import { FaultError, toFault } from "../model/fault.ts";
import { isExpired } from "../partner/trust.ts";
import { type KeptPartner, readPartner } from "../vault/partners.ts";

/** @throws FaultError `partner-gone`, `profile-malformed`, `profile-signature`. */
export async function keptPartner(partnerId: string): Promise<KeptPartner> {
  try {
    return await readPartner(partnerId);
  } catch (error) {
    if (toFault(error).code === "not-found") throw new FaultError("partner-gone");
    throw error;
  }
}

/** The profile of a parcel's partner. @throws as `keptPartner` */
export const partnerOf = async ({ body }: { body: { partnerId: string } }) =>
  (await keptPartner(body.partnerId)).opened;

/** Where something for this partner can be sent to now. @throws as `keptPartner`; FaultError `profile-expired`, `no-intake`. */
export async function intakeOf(partnerId: string): Promise<{ intake: string; token: string | null }> {
  const { opened, token } = await keptPartner(partnerId);
  if (isExpired(opened, new Date().toISOString())) throw new FaultError("profile-expired");
  const { intake } = opened.profile;
  if (intake === undefined) throw new FaultError("no-intake");
  return { intake, token };
}
