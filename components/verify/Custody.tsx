/** The custody log, act by act, as it stands in the bundle. Types that are not known here are shown by their own name. */
import type { Content } from "../../lib/verify/content.ts";
import { plainText } from "../../lib/verify/display.ts";
import { useLoaded } from "../loaded.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t, word } from "../words.ts";

/** Entries listed; the log can be long. */
const MOST = 500;

export function Custody({ content }: { content: Content }) {
  const entries = useLoaded(() => content.custody(MOST + 1), [content]);
  if (entries.at !== "there" || entries.value.length === 0) return null;
  return (
    <Section heading={t("verify.custody")}>
      <details>
        <summary>{t("verify.custody_entries", Math.min(MOST, entries.value.length))}</summary>
        <p class="quiet">{t("verify.custody_what")}</p>
        <ol class="rows">
          {entries.value.slice(0, MOST).map(({ seq, ts, type, detail }) => (
            <li key={seq} class="custody-entry">
              <span class="quiet">{seq + 1}</span> <strong>{word("custody", type)}</strong>{" "}
              <span class="quiet">
                <Time value={ts} withUtc />
              </span>{" "}
              <span class="quiet breakable">
                {Object.entries(detail).map(([key, value]) => (
                  <bdi key={key}>{` ${plainText(key)}: ${plainText(String(value))}`}</bdi>
                ))}
              </span>
            </li>
          ))}
        </ol>
        {entries.value.length > MOST && <p class="quiet">{t("verify.custody_more")}</p>}
      </details>
    </Section>
  );
}
