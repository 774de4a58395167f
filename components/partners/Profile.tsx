/** What a partner says of itself, and the fingerprint by which they are known. */
import type { KeptPartner } from "../desk.ts";
import { languageName } from "../format.ts";
import { SpokenFingerprint } from "../SpokenFingerprint.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

type Opened = KeptPartner["opened"];

export function Profile({ opened: { profile, keyId } }: { opened: Opened }) {
  const { languages, recipients, intake, asks, privacy, contact, issuedAt, validUntil } = profile;
  const keys = (role: "desk" | "escrow") => recipients.filter((one) => one.role === role).length;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t("partner.languages")}</dt>
          <dd>{languages.map(languageName).join(", ")}</dd>
        </div>
        <div>
          <dt>{t("partner.contact")}</dt>
          <dd class="value" dir="auto">
            {contact}
          </dd>
        </div>
        <div>
          <dt>{t("partner.valid")}</dt>
          <dd>
            <Time value={issuedAt} /> – <Time value={validUntil} />
          </dd>
        </div>
        <div>
          <dt>{t("partner.can_open")}</dt>
          <dd>
            <p>{t("partner.keys_desk", keys("desk"))}</p>
            <p>{keys("escrow") > 0 ? t("partner.keys_escrow", keys("escrow")) : t("partner.no_escrow")}</p>
          </dd>
        </div>
        <div>
          <dt>{t("partner.intake")}</dt>
          <dd class="value">{intake ?? t("partner.no_intake")}</dd>
        </div>
      </dl>
      <Asks asks={asks} />
      <h3>{t("partner.privacy")}</h3>
      <p class="words said" dir="auto">
        {privacy}
      </p>
      <FingerprintToCompare keyId={keyId} />
    </>
  );
}

/** What they ask to be left out and not to be left out, in their own words. */
export function Asks({ asks }: Pick<Opened["profile"], "asks">) {
  const lists = [
    ["withhold", t("partner.asks_withhold")],
    ["include", t("partner.asks_include")],
  ] as const;
  return lists.map(([list, heading]) =>
    asks[list].length === 0 ? null : (
      <div key={list}>
        <h3>{heading}</h3>
        <ul class="points words said">
          {asks[list].map((ask) => (
            <li key={ask} dir="auto">
              {ask}
            </li>
          ))}
        </ul>
      </div>
    ),
  );
}

function FingerprintToCompare({ keyId }: { keyId: string }) {
  return (
    <div class="fingerprint">
      <h3>{t("partner.fingerprint")}</h3>
      <SpokenFingerprint keyId={keyId} what={t("partner.fingerprint_what")} />
    </div>
  );
}
