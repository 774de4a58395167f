/** The fingerprint of the signing key, as hex and as words to read out over the phone (FORMAT §7.7). */
import { fingerprintHex, fingerprintWords } from "../../lib/verify/fingerprint.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

export function Fingerprint({ keyId }: { keyId: string }) {
  return (
    <Section heading={t("verify.fingerprint")} class="fingerprint">
      <p class="spoken-words" translate={false} lang="">
        {fingerprintWords(keyId)}
      </p>
      <p class="hash">
        <code>{fingerprintHex(keyId)}</code>
      </p>
      <p class="quiet">{t("verify.fingerprint_what")}</p>
    </Section>
  );
}
