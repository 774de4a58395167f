/** The two ways out: a file in one's own hands, or over the internet, with what the network then sees. */
import { useState } from "preact/hooks";
import type { HandOver, KeptPartner } from "../desk.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  partner: KeptPartner;
  disabled: boolean;
  onOut(how: HandOver["how"]): void;
}

export function Out({ partner, disabled, onOut }: Props) {
  const { intake, name } = partner.opened.profile;
  const [risk, setRisk] = useState(false);
  const off = disabled || (partner.comparedAt === null && !risk);
  return (
    <Section heading={t("hand.ways")} class="hand-part">
      {partner.comparedAt === null && (
        <div class="banner banner-failed">
          <p class="banner-title">{t("partner.not_compared")}</p>
          <p>{t("hand.risk_what")}</p>
          <p>
            <a href="#/partners">{t("hand.risk_compare")}</a>
          </p>
          <label class="setting hand-risk">
            <input
              type="checkbox"
              checked={risk}
              onChange={(event) => setRisk(event.currentTarget.checked)}
            />
            <span>{t("hand.risk")}</span>
          </label>
        </div>
      )}
      <div class="hand-ways">
        <div class="hand-way">
          <h3>{t("hand.save_title")}</h3>
          <p>{t("hand.save_what")}</p>
          <button type="button" class={intake ? "" : "primary"} disabled={off} onClick={() => onOut("save")}>
            {t("hand.save")}
          </button>
        </div>
        {intake ? (
          <div class="hand-way">
            <h3>{t("hand.send_title")}</h3>
            <p>{t("hand.send_seen", { address: new URL(intake).host })}</p>
            <p>{t("hand.send_tor")}</p>
            <p class="quiet">{t("hand.send_goes_on")}</p>
            <button type="button" class="primary" disabled={off} onClick={() => onOut("send")}>
              {t("hand.send")}
            </button>
          </div>
        ) : (
          <p class="quiet" dir="auto">
            {name}: {t("partner.by_hand")}
          </p>
        )}
      </div>
    </Section>
  );
}
