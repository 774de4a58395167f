/** All cases: what a case is, each one with what can be done with it, and a new one. */
import { useState } from "preact/hooks";
import { useCases } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { CaseItem } from "./CaseItem.tsx";
import { CaseName } from "./CaseName.tsx";

export function Cases({ desk }: { desk: Desk }) {
  const cases = useCases(desk) ?? [];
  const exporting = useExport(desk);
  const { fault, run } = useDoing();
  const [made, setMade] = useState(0);
  const filled = cases.filter(({ captures }) => captures > 0);

  const create = async (name: string) => {
    await desk.cases.create(name);
    setMade(made + 1);
  };
  const exportAll = () =>
    run(async () => {
      const ids = await Promise.all(filled.map(({ id }) => desk.ids({ caseId: id })));
      await exporting.start(ids.flat());
    });

  return (
    <section class="narrow cases">
      <h1 tabIndex={-1}>{t("cases.title")}</h1>
      <p>{t("cases.what")}</p>
      <p class="quiet">{t("cases.no_move")}</p>
      <ul class="rows">
        {cases.map((card) => (
          <CaseItem key={card.id} card={card} desk={desk} />
        ))}
      </ul>
      {filled.length > 1 && (
        <button type="button" disabled={exporting.busy} onClick={exportAll}>
          {t("cases.export_all")}
        </button>
      )}
      <ExportProgress exporting={exporting} />
      {fault && <Fault fault={fault} />}
      <h2>{t("cases.new")}</h2>
      <CaseName key={made} button={t("cases.create")} onSave={create} />
    </section>
  );
}
