/** The words that were kept: title, text, and the post shared inside, as text and nothing else. */
import type { Extraction } from "../../lib/model/extraction.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

type Words = Partial<Pick<Extraction, "title" | "text" | "original">>;

export function WordsKept({ extraction }: { extraction: Words }) {
  const { title, text, original } = extraction;
  return (
    <>
      {title && (
        <Section heading={t("capture.title_heading")}>
          <p class="words" dir="auto">
            {title.value}
          </p>
        </Section>
      )}
      <Section heading={t("capture.text_heading")}>
        {text ? (
          <p class="words" dir="auto">
            {text.value}
          </p>
        ) : (
          <p class="quiet">{text === undefined ? t("verify.part_withheld") : t("common.no_text")}</p>
        )}
      </Section>
      {original && (
        <Section heading={t("capture.original_heading")}>
          <div class="original">
            <p class="row-name" dir="auto">
              {original.author.name?.value ?? t("common.unknown_author")}
            </p>
            {original.published.read && (
              <p class="quiet">
                <Time value={original.published.read.value} />
              </p>
            )}
            <p class="words" dir="auto">
              {original.text?.value ?? t("common.no_text")}
            </p>
          </div>
        </Section>
      )}
    </>
  );
}
