/** The times of a capture side by side: what the platform showed, what the witness's clock says, what a time stamp confirms. */
import type { StatementPart } from "../../lib/verify/content.ts";
import { plainText, plainUrl } from "../../lib/verify/display.ts";
import type { ShownCapture } from "../../lib/verify/report.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

interface Props {
  capture: ShownCapture;
  statement: StatementPart;
}

export function Times({ capture, statement }: Props) {
  const { published, vantage } = statement.extraction;
  const address = capture.permalink ?? capture.url;
  return (
    <Section heading={t("verify.times")}>
      <dl class="facts">
        <Row label={t("verify.published")} value={published?.read?.value ?? published?.printed?.value} />
        <Row label={t("verify.sealed")} value={capture.sealedAt} />
        <div>
          <dt>{t("verify.before")}</dt>
          <dd>{capture.before ? <Time value={capture.before} withUtc /> : t("verify.before_none")}</dd>
        </div>
        {address && (
          <div>
            <dt>{t("verify.address")}</dt>
            <dd class="breakable">
              <bdi>{plainUrl(address)}</bdi>
            </dd>
          </div>
        )}
        <Row label={t("capture.country")} value={vantage?.platformCountry?.value} />
        <Row label={t("capture.stated_country")} value={vantage?.statedCountry} />
        <Row
          label={t("capture.logged_in")}
          value={vantage?.loggedIn == null ? null : t(vantage.loggedIn ? "common.yes" : "common.no")}
        />
      </dl>
    </Section>
  );
}

function Row({ label, value }: { label: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{/^\d{4}-\d\d-\d\d/.test(value) ? <Time value={value} withUtc /> : plainText(value)}</dd>
    </div>
  );
}
