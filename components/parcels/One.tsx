/** One delivery: to whom, how far, and what can be done about it. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk, Parcel } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { size } from "../format.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { Actions } from "./Actions.tsx";
import { Receipt } from "./Receipt.tsx";
import { Standing } from "./Standing.tsx";

interface Props {
  desk: Pick<Desk, "parcels">;
  parcel: Parcel;
  /** Null: not in the list of partners any more. */
  partner: string | null;
  /** Its number in the queue; 0: there is no queue to speak of. */
  place: number;
}

export function One({ desk, parcel, partner, place }: Props) {
  const { captures, startedAt, fileName, bytes, sent, before, fault, receipt, state } = parcel;
  const [failed, setFailed] = useState<FaultFacts | null>(null);
  const run = (work: Promise<void>) => {
    setFailed(null);
    work.catch((error: unknown) => setFailed(toFault(error)));
  };
  return (
    <li class="case parcel">
      <h3 dir="auto">{partner ?? t("parcel.partner_gone")}</h3>
      <p class="quiet">
        {t("parcel.captures", captures)}
        {state !== "making" && ` · ${size(bytes)}`} · <Time value={startedAt} />
      </p>
      <Standing parcel={parcel} place={place} />
      {fault && <Fault fault={fault} />}
      {fault && state !== "making" && sent > 0 && sent < bytes && (
        <p class="quiet">{t("parcel.kept_at", { done: size(sent), total: size(bytes) })}</p>
      )}
      {before && (
        <p class="quiet">
          {t("parcel.before")} <Time value={before} />
        </p>
      )}
      {receipt && <Receipt receipt={receipt} />}
      {state === "saved" && <p class="quiet breakable">{t("parcel.saved_as", { file: fileName })}</p>}
      <Actions desk={desk} parcel={parcel} run={run} />
      {failed && <Fault fault={failed} />}
    </li>
  );
}
