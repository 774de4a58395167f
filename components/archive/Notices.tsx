/** Each notice of a capture, word for word, with what it names and how it was recognised. */
import type { Notice } from "../../lib/model/notice.ts";
import { NoticeQuote } from "../NoticeQuote.tsx";
import { Section } from "../Section.tsx";
import { Sourced } from "../Sourced.tsx";
import { t, word } from "../words.ts";

export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <Section heading={t("notice.heading")}>
      {notices.map((notice) => (
        <NoticeQuote
          key={`${notice.about} ${notice.text}`}
          noticeClass={notice.class}
          text={notice.text}
          language={notice.language}
        >
          <p class="quiet">
            {word("about", notice.about)} · {word("certainty", notice.certainty)}
          </p>
          <dl class="facts">
            {named(notice).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
            <div>
              <dt>{t("notice.rule")}</dt>
              <dd>
                <Sourced from={notice.from} rung={notice.rung}>
                  {notice.rule ? <code>{notice.rule}</code> : word("certainty", "none")}
                </Sourced>
              </dd>
            </div>
          </dl>
        </NoticeQuote>
      ))}
    </Section>
  );
}

/** Only what the notice itself names: what it leaves out, we do not fill in. */
function named(notice: Notice): [string, string][] {
  const country = [notice.country?.written, notice.country?.iso && `(${notice.country.iso})`].filter(Boolean);
  const appeal = notice.appeal === "offered" ? t("notice.appeal_offered") : t("notice.appeal_absent");
  const rows: [string, string | null][] = [
    [t("notice.authority"), notice.authority],
    [t("notice.country"), country.length > 0 ? country.join(" ") : null],
    [t("notice.law"), notice.law],
    [t("notice.appeal"), notice.appeal && appeal],
    ...Object.entries(notice.signals),
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}
