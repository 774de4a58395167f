/** Who will be able to open the file: the partner's keys, and the witness's own by choice. */
import type { KeptPartner } from "../desk.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  partner: KeptPartner;
  own: boolean;
  onOwn(own: boolean): void;
}

export function WhoOpens({ partner: { opened }, own, onOwn }: Props) {
  const { recipients, privacy, name } = opened.profile;
  const count = (role: "desk" | "escrow") => recipients.filter((one) => one.role === role).length;
  // Keys of the two kinds are never mixed, and the vault's is of the classic one.
  const canOwn = recipients.every(({ recipient }) => !/^age1(?:pq|tagpq)1/.test(recipient));
  return (
    <Section heading={t("partner.can_open")} class="hand-part">
      <ul class="points">
        <li>
          <span dir="auto">{name}</span>: {t("partner.keys_desk", count("desk"))}
        </li>
        <li>{count("escrow") > 0 ? t("partner.keys_escrow", count("escrow")) : t("partner.no_escrow")}</li>
        <li>{t(own ? "hand.own_key_on" : "hand.nobody_else")}</li>
      </ul>
      {canOwn && (
        <label class="setting">
          <input type="checkbox" checked={own} onChange={(event) => onOwn(event.currentTarget.checked)} />
          <span>
            {t("hand.own_key")}
            <span class="quiet says">{t("hand.own_key_what")}</span>
          </span>
        </label>
      )}
      <h3>{t("partner.privacy")}</h3>
      <p class="words said" dir="auto">
        {privacy}
      </p>
    </Section>
  );
}
