/** What is withheld from a bundle, and who packaged it so. */
import { fingerprintHex, fingerprintWords } from "../../lib/verify/fingerprint.ts";
import type { ShownRedaction } from "../../lib/verify/report.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

export function Redacted({ redaction }: { redaction: ShownRedaction }) {
  const { withheld, packagedBy, at, derived } = redaction;
  return (
    <Section heading={t("verify.withheld_heading")} class="redacted">
      <p>
        <strong>{t("verify.withheld_count", withheld)}</strong> {t("verify.withheld_what")}
      </p>
      {derived.length > 0 && <p>{t("verify.derived_count", derived.length)}</p>}
      <dl class="facts facts-wide">
        <div>
          <dt>{t("verify.packaged_by")}</dt>
          <dd>
            <ByKey by={packagedBy} />
          </dd>
        </div>
        <div>
          <dt>{t("verify.packaged_at")}</dt>
          <dd>
            <Time value={at} withUtc /> <span class="quiet">{t("verify.packager_clock")}</span>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

/** The case's own key, or another by its fingerprint. */
export function ByKey({ by }: { by: string }) {
  if (by === "case") return <>{t("verify.by_case")}</>;
  return (
    <>
      {t("verify.by_other")}
      <br />
      <span class="by-words" translate={false} lang="">
        {fingerprintWords(by)}
      </span>
      <br />
      <code class="quiet breakable">{fingerprintHex(by)}</code>
    </>
  );
}
