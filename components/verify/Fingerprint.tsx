/** The fingerprint of the signing key, as hex and as words to read out over the phone (FORMAT §7.7). */
import { Section } from "../Section.tsx";
import { SpokenFingerprint } from "../SpokenFingerprint.tsx";
import { t } from "../words.ts";

export function Fingerprint({ keyId }: { keyId: string }) {
  return (
    <Section heading={t("verify.fingerprint")} class="fingerprint">
      <SpokenFingerprint keyId={keyId} what={t("verify.fingerprint_what")} />
    </Section>
  );
}
