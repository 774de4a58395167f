/** Export everything, or what came since the last export; with progress. Absent while nothing is kept. */
import type { Desk } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { exportedUpTo, useExport } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

async function standing(desk: Desk) {
  const [all, fresh, newest] = await Promise.all([
    desk.ids(),
    desk.ids({ after: exportedUpTo() }),
    desk.list({ limit: 1 }),
  ]);
  return { all, fresh, upTo: newest[0]?.seq ?? -1 };
}

export function ExportBar({ desk, changes }: { desk: Desk; changes: number }) {
  const exporting = useExport(desk);
  const stood = useLoaded(() => standing(desk), [desk, changes, exporting.state?.stage === "done"]);
  if (stood.at === "fault") return <Fault fault={stood.fault} />;
  if (stood.at === "there" && stood.value.all.length === 0) return null;
  const { all, fresh, upTo } = stood.at === "there" ? stood.value : { all: [], fresh: [], upTo: -1 };
  const some = fresh.length > 0 && fresh.length < all.length;
  return (
    <section class="export-bar" aria-labelledby="export">
      <h2 id="export" class="unseen">
        {t("export.heading")}
      </h2>
      <ExportProgress exporting={exporting} />
      <div class="buttons">
        {some && (
          <button type="button" disabled={exporting.busy} onClick={() => exporting.start(fresh, upTo)}>
            {t("export.new", fresh.length)}
          </button>
        )}
        <button
          type="button"
          disabled={exporting.busy || all.length === 0}
          onClick={() => exporting.start(all, upTo)}
        >
          {t("export.all")}
        </button>
      </div>
    </section>
  );
}
