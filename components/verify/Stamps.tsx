/** The time stamps of a bundle: whose word, for what moment, over what, and whether anything trusted here vouches for it. */
import { plainText } from "../../lib/verify/display.ts";
import type { ShownStamp } from "../../lib/verify/report.ts";
import { seconds } from "../format.ts";
import { Mark } from "../Mark.tsx";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

interface Props {
  stamps: readonly ShownStamp[];
  /** The file is not as it was signed: then no stamp counts. */
  flawed: boolean;
}

export function Stamps({ stamps, flawed }: Props) {
  if (stamps.length === 0) return null;
  return (
    <Section heading={t("verify.stamps")} class="stamps">
      <p class="quiet">{t("verify.stamps_what")}</p>
      {flawed && <p class="banner banner-failed">{t("verify.stamps_flawed")}</p>}
      <ul class="rows">
        {stamps.map((stamp, index) => (
          // Sealed, so the list never changes; one that is awaited has no file
          <li key={index} class="stamp" data-stamp={stateOf(stamp)}>
            <One stamp={stamp} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function One({ stamp }: { stamp: ShownStamp }) {
  const { subject, size, genTime, accuracyMs, authority, file } = stamp;
  const state = stateOf(stamp);
  return (
    <>
      <p class="row-name">
        {genTime ? (
          <>
            {t(state === "trusted" ? "verify.stamp_before" : "verify.stamp_states")}{" "}
            <Time value={genTime} withUtc />
            {accuracyMs !== null && <span class="quiet"> ± {seconds(accuracyMs)}</span>}
          </>
        ) : (
          t("verify.stamp_no_time")
        )}
      </p>
      {authority && (
        <p class="breakable">
          {t("verify.stamp_by")} <bdi>{plainText(authority)}</bdi>
        </p>
      )}
      <p>{subject === "manifest" ? t("verify.stamp_manifest") : t("verify.stamp_checkpoint", size ?? 0)}</p>
      <p>
        <Mark status={MARKS[state]} words={t(`verify.stamp_${state}`)} />
      </p>
      {file && (
        <p class="quiet breakable">
          <code>{plainText(file)}</code>
        </p>
      )}
    </>
  );
}

const MARKS = { trusted: "done", untrusted: "reduced", pending: "skipped" } as const;

const stateOf = ({ trusted, file }: ShownStamp): keyof typeof MARKS =>
  file === null ? "pending" : trusted ? "trusted" : "untrusted";
