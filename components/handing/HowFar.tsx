/** How far the files of a hand-over are, and what is left to do. */
import { useEffect, useRef } from "preact/hooks";
import type { KeptPartner, Parcel } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { size } from "../format.ts";
import { Progress } from "../Progress.tsx";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import type { Handing } from "./handing.ts";

export function HowFar({ handing, partner }: { handing: Handing; partner: KeptPartner }) {
  const { parcels, fault } = handing;
  const saved = parcels.filter(({ state }) => state === "saved");
  const sends = parcels.some(({ how }) => how === "send");
  // The button that was pressed is gone: what came of it stands in its place.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="hand-part" ref={box} tabIndex={-1}>
      <Section heading={t("hand.progress")} class="hand-part">
        {fault && <Fault fault={fault} />}
        {parcels.map((parcel) => (
          <One key={parcel.id} parcel={parcel} />
        ))}
        {saved.length > 0 && (
          <div class="banner banner-done" role="status">
            {saved.map(({ id, fileName, bytes }) => (
              <p key={id} class="breakable">
                {t("hand.saved", { file: fileName, size: size(bytes) })}
              </p>
            ))}
            {saved.length > 1 && <p>{t("export.several")}</p>}
            <p>{t("hand.saved_next", { name: partner.opened.profile.name })}</p>
          </div>
        )}
        {sends && <p>{t("hand.goes_on")}</p>}
        <p>
          <a href="#/parcels">{t("hand.sent_open")}</a>
        </p>
      </Section>
    </div>
  );
}

function One({ parcel }: { parcel: Parcel }) {
  const { state, how, bytes, expected, sent, fault, before } = parcel;
  return (
    <>
      {before && (
        <p class="banner banner-reduced">
          {t("hand.before")} <Time value={before} />
        </p>
      )}
      {state === "making" && (
        <Progress
          label={t("hand.making", { done: size(bytes), total: size(Math.max(expected, bytes)) })}
          spoken={t("export.preparing")}
          done={bytes}
          total={Math.max(expected, bytes)}
        />
      )}
      {state === "ready" && <Progress label={t(how === "save" ? "export.saving" : "hand.waits")} />}
      {state === "sending" && (
        <Progress
          label={t("hand.sending", { done: size(sent), total: size(bytes) })}
          spoken={t("hand.waits")}
          done={sent}
          total={bytes}
        />
      )}
      {state === "sent" && <p role="status">{t("hand.arrived")}</p>}
      {state === "delivered" && (
        <p role="status" class="mark mark-done">
          ✓ {t("hand.delivered")}
        </p>
      )}
      {fault && <Fault fault={fault} />}
    </>
  );
}
