/** The custody log of a case: what was done and when, newest first, and the root that all entries make together. */
import { caseName, useCases } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { actWords } from "./act-words.ts";

export function HistoryView({ desk, caseId }: { desk: Desk; caseId: string }) {
  const history = useLoaded(() => desk.cases.history(caseId), [desk, caseId]);
  const card = useCases(desk)?.find(({ id }) => id === caseId);
  if (history.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (history.at === "fault") return <Fault fault={history.fault} />;
  const { entries, size, root, keyId } = history.value;
  return (
    <section class="narrow">
      <h1 tabIndex={-1}>{t("history.title")}</h1>
      <p dir="auto">{caseName(card)}</p>
      <p>{t("history.what")}</p>
      <dl class="facts">
        <div>
          <dt>{t("history.size")}</dt>
          <dd>{size}</dd>
        </div>
        <div>
          <dt>{t("history.root")}</dt>
          <dd class="hash">{root}</dd>
        </div>
        <div>
          <dt>{t("cases.key")}</dt>
          <dd class="hash">{keyId}</dd>
        </div>
      </dl>
      <ol class="rows history">
        {entries.toReversed().map((entry) => (
          <li key={entry.seq}>
            <p>{actWords(entry)}</p>
            <p class="quiet">
              <Time value={entry.ts} /> · {t("history.entry", { n: String(entry.seq + 1) })}
            </p>
          </li>
        ))}
      </ol>
      {size > entries.length && <p class="quiet">{t("history.earlier", size - entries.length)}</p>}
    </section>
  );
}
