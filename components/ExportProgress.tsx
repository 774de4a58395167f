/** How far an export is, where its file went, and that the file is readable by whoever holds it. */
import type { Exporting } from "./exporting.ts";
import { Fault } from "./Fault.tsx";
import { size } from "./format.ts";
import { Leaks } from "./Leaks.tsx";
import { Progress } from "./Progress.tsx";
import { t } from "./words.ts";

export function ExportProgress({ exporting }: { exporting: Exporting }) {
  const { state, fault, files } = exporting;
  if (fault?.code === "leak-found") return <Leaks leaks={state?.leaks ?? []} without={exporting.without} />;
  if (fault) return <Fault fault={fault} />;
  if (!state || state.stage === "failed") return null;
  if (state.stage === "preparing") return <Progress label={t("export.preparing")} />;
  if (state.stage === "saving") return <Progress label={t("export.saving")} />;
  if (state.stage === "writing")
    return (
      <Progress
        label={t("export.writing", { done: size(state.doneBytes), total: size(state.totalBytes) })}
        spoken={t("export.preparing")}
        done={state.doneBytes}
        total={state.totalBytes}
      />
    );
  return (
    <div class="banner banner-done" role="status">
      {files.length === 0 && <p>{t("export.done_nameless")}</p>}
      {files.map((file) => (
        <p key={file} class="breakable">
          {t("export.done", { file })}
        </p>
      ))}
      {files.length > 1 && <p class="quiet">{t("export.several")}</p>}
      <p class="quiet">{t("export.plain")}</p>
    </div>
  );
}
