/** The same things in several of the files, under which keys; and what that does not mean. */
import { plainText } from "../../lib/verify/display.ts";
import { fingerprintWords } from "../../lib/verify/fingerprint.ts";
import type { Meeting } from "../../lib/verify/together.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  meetings: readonly Meeting[];
  files: readonly string[];
}

export function Meetings({ meetings, files }: Props) {
  return (
    <Section heading={t("verify.together")} class="meetings">
      {meetings.length === 0 && <p>{t("verify.together_none")}</p>}
      <ul class="rows">
        {meetings.slice(0, 200).map(({ subject, captures }) => (
          <li key={subject}>
            <p class="row-name">
              <bdi>{plainText(subject)}</bdi>
            </p>
            <ul>
              {captures.map(({ bundle, id, signer, name }) => (
                <li key={`${bundle} ${id}`} class="quiet breakable">
                  <bdi>{plainText(files[bundle] ?? "")}</bdi> ·{" "}
                  <bdi>{name === null ? t("verify.key_unlisted") : plainText(name)}</bdi> ·{" "}
                  <code>{fingerprintWords(signer).split(" ").slice(0, 3).join(" ")} …</code>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p class="quiet">{t("verify.together_means")}</p>
    </Section>
  );
}
