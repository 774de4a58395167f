/** Pages of an archive that another tool wrote: their list only, as text. Nothing of it is opened. */
import { plainText, plainUrl } from "../../lib/verify/display.ts";
import type { Shown } from "../../lib/verify/report.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

export function Pages({ pages }: { pages: Shown["pages"] }) {
  return (
    <Section heading={t("verify.pages")}>
      <p class="quiet">{t("verify.pages_what")}</p>
      <ul class="rows">
        {pages.map(({ url, ts, title }) => (
          <li key={`${ts} ${url}`}>
            <p class="row-name">
              <bdi>{plainText(title ?? "")}</bdi>
            </p>
            <p class="quiet breakable">
              <bdi>{plainUrl(url)}</bdi> · {plainText(ts)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
