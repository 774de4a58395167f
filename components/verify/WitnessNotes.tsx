/** Notes of the witness that travel with the bundle: their words, and nothing that was seen on a page. */
import type { Shown } from "../../lib/verify/report.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

interface Props {
  notes: Shown["notes"];
  /** They stand apart from their captures, so each names its own. */
  apart?: boolean;
}

export function WitnessNotes({ notes, apart = false }: Props) {
  if (notes.length === 0) return null;
  return (
    <Section heading={t(apart ? "verify.notes_apart" : "verify.notes")} class="witness-notes">
      <p class="quiet">{t("verify.notes_what")}</p>
      {notes.map(({ entry, record, writtenAt, text }) => (
        <div key={entry} class="witness-note">
          {apart && <p class="row-name">{t("verify.capture", { number: record + 1 })}</p>}
          <p class="words" dir="auto">
            {text}
          </p>
          <p class="quiet">
            <Time value={writtenAt} withUtc /> {t("verify.claimed")} ·{" "}
            {t("history.entry", { n: String(entry + 1) })}
          </p>
        </div>
      ))}
    </Section>
  );
}
