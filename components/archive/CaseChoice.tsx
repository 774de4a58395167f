/** Whose captures the list shows: one case at a time, the active one first. */
import { caseName } from "../cases.ts";
import type { CaseCard } from "../desk.ts";
import { t } from "../words.ts";

interface Props {
  cases: readonly CaseCard[];
  shown: string | undefined;
  onChoose(caseId: string): void;
}

export function CaseChoice({ cases, shown, onChoose }: Props) {
  return (
    <div class="case-choice">
      {cases.length > 1 && (
        <>
          <label for="case-shown">{t("cases.choose_list")}</label>
          <select
            id="case-shown"
            dir="auto"
            value={shown ?? ""}
            onChange={(event) => onChoose(event.currentTarget.value)}
          >
            {cases.map((card) => (
              <option key={card.id} value={card.id}>
                {caseName(card)}
              </option>
            ))}
          </select>
        </>
      )}
      <a href="#/cases">{t("cases.manage")}</a>
    </div>
  );
}
