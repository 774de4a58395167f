/** Pictures made in place of withheld ones. Each says what it is; its bytes are shown only after their hash held. */
import type { Content } from "../../lib/verify/content.ts";
import type { ShownDerived } from "../../lib/verify/report.ts";
import { Picture } from "../Picture.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";
import { ByKey } from "./Redacted.tsx";

export function Derived({ derived, content }: { derived: readonly ShownDerived[]; content: Content }) {
  return (
    <Section class="column" heading={t("verify.derived_heading")}>
      {derived.map(({ file, sha256, bytes, width, height, regions, by }) => (
        <figure key={file} class="picture-figure" data-derived={file}>
          <Picture
            id={`${file} ${sha256}`}
            load={() => content.artefact({ sha256, bytes, mediaType: "image/png" })}
            alt={t("verify.derived_alt")}
            width={width}
            height={height}
          />
          <figcaption class="banner banner-reduced">
            <p class="banner-title">{t("verify.derived_title")}</p>
            <p>{t("verify.derived_regions", regions.length)}</p>
            <p>
              {t("verify.derived_by")} <ByKey by={by} />
            </p>
            <p>{t("verify.derived_rests")}</p>
            <p class="breakable">
              <code>{file}</code> · <code>{sha256}</code>
            </p>
          </figcaption>
        </figure>
      ))}
    </Section>
  );
}
