/** All partners: what a partner is, each one, and taking in another. */
import { useState } from "preact/hooks";
import type { BrokenPartner, Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { Import } from "./Import.tsx";
import { Partner } from "./Partner.tsx";
import { isKept, usePartners } from "./partners.ts";
import { Removing } from "./Removing.tsx";

interface Props {
  desk: Desk;
  askAddresses(urls: string[]): Promise<boolean>;
}

export function Partners({ desk, askAddresses }: Props) {
  const partners = usePartners(desk) ?? [];
  return (
    <section class="narrow cases partners">
      <h1 tabIndex={-1}>{t("partner.title")}</h1>
      <p>{t("partner.what")}</p>
      {partners.length > 0 && (
        <ul class="rows">
          {partners.map((partner) =>
            isKept(partner) ? (
              <Partner key={partner.id} {...{ desk, partner, askAddresses }} />
            ) : (
              <Broken key={partner.id} {...{ desk, partner }} />
            ),
          )}
        </ul>
      )}
      <Import desk={desk} />
    </section>
  );
}

function Broken({ desk, partner }: { desk: Desk; partner: BrokenPartner }) {
  const [removing, setRemoving] = useState(false);
  return (
    <li class="case partner">
      <h2>{t("partner.broken")}</h2>
      <Fault fault={partner.fault} />
      <button type="button" class="danger" onClick={() => setRemoving(true)}>
        {t("partner.remove")}
      </button>
      {removing && (
        <Removing
          name={null}
          remove={() => desk.partners.remove(partner.id)}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}
