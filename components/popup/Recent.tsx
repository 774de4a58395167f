/** The last captures of the active case, each with its picture and how it went. */
import { CardWords } from "../CardWords.tsx";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { Thumbnail } from "../Thumbnail.tsx";
import { t } from "../words.ts";

const SHOWN = 4;

interface Props {
  desk: Desk | null;
  /** The active case; undefined while it is not known, or not made. */
  caseId: string | undefined;
  /** Counts up when captures come or go. */
  changes: number;
  archiveUrl: string;
}

export function Recent({ desk, caseId, changes, archiveUrl }: Props) {
  const ask = async () => desk?.list({ limit: SHOWN, ...(caseId === undefined ? {} : { caseId }) });
  const cards = useLoaded(ask, [desk, caseId, changes]);
  const list = cards.at === "there" ? cards.value : undefined;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t("popup.recent")}</h2>
      {cards.at === "fault" && <Fault fault={cards.fault} />}
      {list?.length === 0 && <p class="quiet">{t("popup.none")}</p>}
      {desk && list && list.length > 0 && (
        <ul class="rows">
          {list.map((card) => (
            <li key={card.id}>
              <a
                class="row card-link"
                href={`${archiveUrl}#/capture/${card.id}`}
                target="_blank"
                rel="noopener"
              >
                <Thumbnail card={card} desk={desk} />
                <CardWords card={card} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
