/** One file: what was looked at, the verdict, the ladder, the findings, what it holds, and what it does not show. */
import { useRef } from "preact/hooks";
import { plainText } from "../../lib/verify/display.ts";
import type { Looked } from "../../lib/verify/look.ts";
import type { Shown } from "../../lib/verify/report.ts";
import { size } from "../format.ts";
import { AllPictures } from "../Picture.tsx";
import { HeadingLevel, Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { Captures } from "./Captures.tsx";
import { Custody } from "./Custody.tsx";
import { Findings } from "./Findings.tsx";
import { Fingerprint } from "./Fingerprint.tsx";
import { Ladder } from "./Ladder.tsx";
import { OwnHash } from "./OwnHash.tsx";
import { Pages } from "./Pages.tsx";
import { usePrint } from "./printing.ts";
import { Redacted } from "./Redacted.tsx";
import { Stamps } from "./Stamps.tsx";
import { WitnessNotes } from "./WitnessNotes.tsx";

export function FileReport({ looked, when }: { looked: Looked; when: string }) {
  const { name, size: bytes, sha256, report, content } = looked;
  const { verdict, shown, grades, findings } = report;
  const article = useRef<HTMLElement>(null);
  const { printing, print } = usePrint(article);
  // An unsigned archive is never headed "intact": whoever held it could have changed it and its hashes together
  const headline = verdict === "intact" && !shown?.signer ? "unsigned" : verdict;
  return (
    <AllPictures.Provider value={printing}>
      <article class={`file-report ${printing ? "printing" : ""}`} ref={article} data-verdict={verdict}>
        <header class={`verdict verdict-${headline}`}>
          <h2>
            <bdi>{plainText(name)}</bdi>
          </h2>
          <p class="verdict-words">{t(`verify.${headline}`)}</p>
        </header>
        <HeadingLevel.Provider value={3}>
          <Ladder grades={grades} />
          {shown?.signer && <Fingerprint keyId={shown.signer} />}
          <Section heading={t("verify.not_shown")} class="not-shown">
            <ul class="points">
              <li>{t("verify.not_origin")}</li>
              <li>{t("verify.not_said")}</li>
              <li>{t("verify.not_all")}</li>
              <li>{t("verify.not_who")}</li>
              <li>{t("verify.not_when")}</li>
            </ul>
          </Section>
          {shown && <Stamps stamps={shown.stamps} flawed={verdict !== "intact"} />}
          {shown?.redaction && <Redacted redaction={shown.redaction} />}
          <Findings findings={findings} />
          <Section heading={t("verify.file")}>
            <dl class="facts facts-wide">
              <Row label={t("verify.file_size")}>{size(bytes)}</Row>
              <Row label={t("verify.file_hash")}>
                <OwnHash of={sha256} />
              </Row>
              <Row label={t("verify.checked")}>
                <Time value={when} withUtc />
              </Row>
              {shown?.software && <Row label={t("verify.written_by")}>{plainText(shown.software)}</Row>}
              {shown?.createdAt && (
                <Row label={t("verify.written_at")}>
                  <Time value={shown.createdAt} withUtc /> <span class="quiet">{t("verify.claimed")}</span>
                </Row>
              )}
            </dl>
          </Section>
          {shown && content && (
            <Captures shown={shown} content={content} flawed={verdict !== "intact"} all={printing} />
          )}
          {shown && shown.pages.length > 0 && <Pages pages={shown.pages} />}
          {shown && <WitnessNotes notes={notesElsewhere(shown)} apart />}
          {shown?.custody && <Custody custody={shown.custody} />}
        </HeadingLevel.Provider>
        <div class="buttons no-print">
          <button type="button" disabled={printing} onClick={print}>
            {t("verify.print")}
          </button>
        </div>
      </article>
    </AllPictures.Provider>
  );
}

/** Notes at captures that are not listed above: they stand by themselves. */
function notesElsewhere({ notes, captures }: Shown): Shown["notes"] {
  const listed = new Set(captures.map(({ seq }) => seq));
  return notes.filter(({ record }) => !listed.has(record));
}

function Row({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
