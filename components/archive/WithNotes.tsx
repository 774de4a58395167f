/** Whether notes go along with an export: off until chosen, and absent where there are none. */
import type { Desk } from "../desk.ts";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

interface Props {
  desk: Desk;
  ids: readonly string[];
  on: boolean;
  /** Counts up when notes change. */
  changes?: number;
  onChoose(on: boolean): void;
}

export function WithNotes({ desk, ids, on, changes = 0, onChoose }: Props) {
  const count = useLoaded(() => desk.notes.count(ids), [desk, ids.join(), changes]);
  if (count.at !== "there" || count.value === 0) return null;
  return (
    <label class="with-notes">
      <input type="checkbox" checked={on} onChange={(event) => onChoose(event.currentTarget.checked)} />
      <span>
        {t("note.include", count.value)}
        <span class="quiet">{t("note.include_what")}</span>
      </span>
    </label>
  );
}
