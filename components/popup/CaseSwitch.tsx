/** Which case captures go into, and another one by one choice. What is under way stays in its case. */
import { caseName } from "../cases.ts";
import type { CaseCard, Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

interface Props {
  desk: Desk;
  cases: readonly CaseCard[];
  archiveUrl: string;
}

export function CaseSwitch({ desk, cases, archiveUrl }: Props) {
  const { fault, run } = useDoing();
  const active = cases.find((card) => card.active);
  const choose = (caseId: string) => run(() => desk.cases.choose(caseId));
  return (
    <div class="case-switch">
      <label for="case">{t("cases.into")}</label>
      {cases.length > 1 ? (
        <select
          id="case"
          dir="auto"
          value={active?.id ?? ""}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {!active && <option value="">{t("cases.unnamed")}</option>}
          {cases.map((card) => (
            <option key={card.id} value={card.id}>
              {caseName(card)}
            </option>
          ))}
        </select>
      ) : (
        <output id="case" dir="auto">
          {caseName(active)}
        </output>
      )}
      <a href={`${archiveUrl}#/cases`} target="_blank" rel="noopener">
        {t("cases.manage")}
      </a>
      {fault && <Fault fault={fault} />}
    </div>
  );
}
