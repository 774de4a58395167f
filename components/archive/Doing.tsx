/** What can be done with the selection: export, delete; and how the export stands. */
import type { Desk } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { t } from "../words.ts";

interface Props {
  desk: Desk;
  selected: string[];
  onSelectAll(): void;
  onSelectNone(): void;
  onDelete(): void;
}

export function Doing({ desk, selected, onSelectAll, onSelectNone, onDelete }: Props) {
  const exporting = useExport(desk);
  const some = selected.length > 0;
  return (
    <div class="doing">
      <div class="buttons">
        <button type="button" onClick={onSelectAll}>
          {t("archive.select_all")}
        </button>
        {some && (
          <>
            <button type="button" onClick={onSelectNone}>
              {t("archive.select_none")}
            </button>
            <button
              type="button"
              class="primary"
              disabled={exporting.busy}
              onClick={() => exporting.start(selected)}
            >
              {t("export.selected", selected.length)}
            </button>
            <button type="button" class="danger" disabled={exporting.busy} onClick={onDelete}>
              {t("delete.button_selected", selected.length)}
            </button>
          </>
        )}
      </div>
      <p class="unseen" role="status">
        {some && t("archive.selected", selected.length)}
      </p>
      <ExportProgress exporting={exporting} />
    </div>
  );
}
