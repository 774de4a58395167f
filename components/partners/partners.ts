/** The kept partners as the screens see them, alive. */
import { useEffect, useState } from "preact/hooks";
import type { BrokenPartner, Desk, KeptPartner } from "../desk.ts";

/** All partners, those added first coming first; null until they are read. */
export function usePartners(desk: Pick<Desk, "partners">): (KeptPartner | BrokenPartner)[] | null {
  const [partners, setPartners] = useState<(KeptPartner | BrokenPartner)[] | null>(null);
  useEffect(() => desk.partners.watch(setPartners), [desk]);
  return partners;
}

export const isKept = (partner: KeptPartner | BrokenPartner): partner is KeptPartner => "opened" in partner;

/** By this computer's clock. */
export const hasExpired = ({ opened }: KeptPartner): boolean =>
  new Date().toISOString() >= opened.profile.validUntil;
