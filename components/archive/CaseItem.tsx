/** One case: its name, what it holds, its fingerprint, and what can be done with it. */
import { useState } from "preact/hooks";
import { caseName } from "../cases.ts";
import type { CaseCard, Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { CaseName } from "./CaseName.tsx";
import { DeletingCase } from "./DeletingCase.tsx";

export function CaseItem({ card, desk }: { card: CaseCard; desk: Desk }) {
  const [doing, setDoing] = useState<"rename" | "delete" | null>(null);
  const { fault, run } = useDoing();
  const choose = () => run(() => desk.cases.choose(card.id));
  return (
    <li class="case">
      <h2 dir="auto">{caseName(card)}</h2>
      {card.active && <p class="mark mark-done">✓ {t("cases.active")}</p>}
      <p class="quiet">
        {t("archive.count", card.captures)} · <Time value={card.createdAt} />
      </p>
      <p class="hash">
        {t("cases.key")}: <code>{card.keyId}</code>
      </p>
      {doing === "rename" ? (
        <CaseName
          before={card.name ?? ""}
          button={t("cases.save")}
          onCancel={() => setDoing(null)}
          onSave={async (name) => {
            await desk.cases.rename(card.id, name);
            setDoing(null);
          }}
        />
      ) : (
        <div class="buttons">
          {!card.active && (
            <button type="button" onClick={choose}>
              {t("cases.make_active")}
            </button>
          )}
          <a class="button" href={`#/case/${card.id}`}>
            {t("cases.open")}
          </a>
          {card.captures > 0 && (
            <a class="button" href={`#/hand-over/case/${card.id}`}>
              {t("hand.open")}
            </a>
          )}
          <a class="button" href={`#/history/${card.id}`}>
            {t("cases.history")}
          </a>
          <button type="button" onClick={() => setDoing("rename")}>
            {t("cases.rename")}
          </button>
          <button type="button" class="danger" onClick={() => setDoing("delete")}>
            {t("cases.delete")}
          </button>
        </div>
      )}
      {fault && <Fault fault={fault} />}
      {doing === "delete" && <DeletingCase card={card} desk={desk} onClose={() => setDoing(null)} />}
    </li>
  );
}
