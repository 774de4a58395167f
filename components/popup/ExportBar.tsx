/** Export everything of the active case, or what came since the last export; with progress. Absent while nothing is kept. */
import type { CaseCard, Desk } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

async function standing(desk: Desk, active: CaseCard | undefined) {
  if (!active) return { all: [], fresh: [] };
  const [all, fresh] = await Promise.all([
    desk.ids({ caseId: active.id }),
    desk.ids({ caseId: active.id, after: active.exportedUpTo }),
  ]);
  return { all, fresh };
}

interface Props {
  desk: Desk;
  active: CaseCard | undefined;
  /** Counts up when captures come or go. */
  changes: number;
  archiveUrl: string;
}

export function ExportBar({ desk, active, changes, archiveUrl }: Props) {
  const exporting = useExport(desk);
  const stood = useLoaded(() => standing(desk, active), [desk, active, changes]);
  if (stood.at === "fault") return <Fault fault={stood.fault} />;
  if (stood.at === "there" && stood.value.all.length === 0) return null;
  const { all, fresh } = stood.at === "there" ? stood.value : { all: [], fresh: [] };
  const some = fresh.length > 0 && fresh.length < all.length;
  return (
    <section class="export-bar" aria-labelledby="export">
      <h2 id="export" class="unseen">
        {t("export.heading")}
      </h2>
      <ExportProgress exporting={exporting} />
      <div class="buttons">
        {some && (
          <button type="button" disabled={exporting.busy} onClick={() => exporting.start(fresh)}>
            {t("export.new", fresh.length)}
          </button>
        )}
        <button
          type="button"
          disabled={exporting.busy || all.length === 0}
          onClick={() => exporting.start(all)}
        >
          {t("export.all")}
        </button>
        <a class="button" href={`${archiveUrl}#/hand-over`} target="_blank" rel="noopener">
          {t("hand.open")}
        </a>
      </div>
    </section>
  );
}
