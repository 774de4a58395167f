/** The head of a capture: whose, what, when sealed, and at once what is missing from it. */
import type { Statement } from "../../lib/model/statement.ts";
import type { CaptureCard, Desk } from "../desk.ts";
import { Gaps } from "../Gaps.tsx";
import { gaps } from "../gaps.ts";
import { Mark } from "../Mark.tsx";
import { Parts } from "../Parts.tsx";
import { Time } from "../Time.tsx";
import { t, word } from "../words.ts";
import { safeHref } from "./safe-href.ts";
import { TrustedTime } from "./TrustedTime.tsx";

interface Props {
  card: CaptureCard;
  statement: Statement;
  desk: Pick<Desk, "stamps">;
}

export function CaptureHead({ card, statement, desk }: Props) {
  const { extraction, outcomes, capture } = statement;
  const link = safeHref(extraction.subject.permalink?.value ?? capture.url);
  const noticed = card.noticeClasses[0];
  const lacking = gaps(outcomes).length > 0;
  return (
    <header class="capture-head">
      <p class="quiet">
        {word("platform", extraction.subject.platform)} · {word("kind", extraction.subject.kind)}
      </p>
      <h1 tabIndex={-1} dir="auto">
        {card.author ?? (noticed ? word("notice", noticed) : t("common.unknown_author"))}
      </h1>
      <p class="capture-sealed">
        <Mark status="done" words={t("capture.sealed")} /> <Time value={capture.sealedAt} withUtc />
      </p>
      <TrustedTime card={card} desk={desk} />
      <Parts parts={extraction.parts} />
      {link && (
        <p>
          <a class="breakable" href={link} target="_blank" rel="noreferrer noopener">
            {t("capture.open_original")} ↗
          </a>
        </p>
      )}
      {lacking && (
        <div class="banner banner-reduced">
          <p class="banner-title">{t("capture.whole_with_gaps")}</p>
          <Gaps outcomes={outcomes} />
        </div>
      )}
    </header>
  );
}
