/** What can be done with the selection: export, delete; and how the export stands. */
import { useState } from "preact/hooks";
import type { Desk, WitnessFact } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { t } from "../words.ts";
import { Disclosing } from "./Disclosing.tsx";
import { handOverHref, withholdHref } from "./route.ts";
import { WithNotes } from "./WithNotes.tsx";

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
  const [notes, setNotes] = useState(false);
  const [facts, setFacts] = useState<WitnessFact[]>([]);
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
              onClick={() => exporting.start(selected, notes, [], facts)}
            >
              {t("export.selected", selected.length)}
            </button>
            <a class="button" href={handOverHref(selected)}>
              {t("hand.open")}
            </a>
            <a class="button" href={withholdHref(selected)}>
              {t("withhold.open")}
            </a>
            <button type="button" class="danger" disabled={exporting.busy} onClick={onDelete}>
              {t("delete.button_selected", selected.length)}
            </button>
          </>
        )}
      </div>
      <p class="unseen" role="status">
        {some && t("archive.selected", selected.length)}
      </p>
      {some && <WithNotes desk={desk} ids={selected} on={notes} onChoose={setNotes} />}
      {some && <Disclosing on={facts} facts={["device"]} onChoose={setFacts} />}
      <ExportProgress exporting={exporting} />
    </div>
  );
}
