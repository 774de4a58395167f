/** What a list says of a capture: notice or author, the first words, where and when, how it went. */
import type { CaptureCard } from "./desk.ts";
import { Mark } from "./Mark.tsx";
import { Parts } from "./Parts.tsx";
import { Time } from "./Time.tsx";
import { t, word } from "./words.ts";

/** One line that names a capture, for labels. */
export const cardName = (card: CaptureCard): string =>
  [card.author, card.textStart?.slice(0, 60) ?? word("kind", card.kind)].filter(Boolean).join(": ");

export function CardWords({ card }: { card: CaptureCard }) {
  const rerendered = card.picture?.includes("rerendered") ?? false;
  return (
    <div class="row-words">
      <p class="row-name" dir="auto">
        {card.author ?? `${word("platform", card.platform)} · ${word("kind", card.kind)}`}
      </p>
      {card.look && <p class="tag">{card.look === "login" ? t("look.tag_login") : t("look.tag_nobody")}</p>}
      {card.noticeClasses.map((noticeClass) => (
        <p key={noticeClass} class="tag">
          {word("notice", noticeClass)}
        </p>
      ))}
      <p class="words row-text" dir="auto">
        {card.textStart ?? <span class="quiet">{t("common.no_text")}</span>}
      </p>
      <Parts parts={card.parts} />
      <p class="row-foot">
        <Time value={card.sealedAt} />
        {card.worst !== "done" && <Mark status="reduced" words={t("capture.whole_with_gaps")} />}
        {rerendered && <span class="tag">{word("role", "picture-rerendered")}</span>}
      </p>
    </div>
  );
}
