/** The words that were kept: title, text, and the post shared inside, as text and nothing else. */
import type { Extraction } from "../../lib/model/extraction.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

export function WordsKept({ extraction }: { extraction: Extraction }) {
  const { title, text, original } = extraction;
  return (
    <>
      {title && (
        <section aria-labelledby="title">
          <h2 id="title">{t("capture.title_heading")}</h2>
          <p class="words" dir="auto">
            {title.value}
          </p>
        </section>
      )}
      <section aria-labelledby="text">
        <h2 id="text">{t("capture.text_heading")}</h2>
        {text ? (
          <p class="words" dir="auto">
            {text.value}
          </p>
        ) : (
          <p class="quiet">{t("common.no_text")}</p>
        )}
      </section>
      {original && (
        <section aria-labelledby="original">
          <h2 id="original">{t("capture.original_heading")}</h2>
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
        </section>
      )}
    </>
  );
}
