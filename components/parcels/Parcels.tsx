/** The deliveries: what is on its way in the order of the queue, what has ended, and handing in receipts. */
import type { Desk, Parcel } from "../desk.ts";
import { isKept, usePartners } from "../partners/partners.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";
import { HandIn } from "./HandIn.tsx";
import { One } from "./One.tsx";
import { isOpen, useParcels } from "./parcels.ts";

export function Parcels({ desk }: { desk: Pick<Desk, "parcels" | "partners"> }) {
  const parcels = useParcels(desk);
  const partners = usePartners(desk) ?? [];
  if (!parcels) return null;
  const nameOf = ({ partnerId }: Parcel): string | null => {
    const partner = partners.find(({ id }) => id === partnerId);
    return partner && isKept(partner) ? partner.opened.profile.name : null;
  };
  const open = parcels.filter(isOpen);
  const queue = open.filter(({ state }) => state === "ready" || state === "sending");
  const ended = parcels.filter((parcel) => !isOpen(parcel)).reverse();
  const one = (parcel: Parcel) => (
    <One
      key={parcel.id}
      desk={desk}
      parcel={parcel}
      partner={nameOf(parcel)}
      place={queue.length > 1 ? queue.indexOf(parcel) + 1 : 0}
    />
  );
  return (
    <section class="narrow cases parcels">
      <h1 tabIndex={-1}>{t("parcel.title")}</h1>
      <p>{t("parcel.what")}</p>
      {parcels.length === 0 && <p class="quiet">{t("parcel.none")}</p>}
      {open.length > 0 && (
        <Section heading={t("parcel.open")} class="parcel-part">
          <ol class="rows">{open.map(one)}</ol>
        </Section>
      )}
      {ended.length > 0 && (
        <Section heading={t("parcel.ended")} class="parcel-part">
          <ul class="rows">{ended.map(one)}</ul>
        </Section>
      )}
      <HandIn desk={desk} />
    </section>
  );
}
