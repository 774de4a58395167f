/** Asks before deleting, and says truthfully what deleting reaches: the content; not the log's entry, not exported copies. */
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";

interface Props {
  desk: Desk;
  ids: string[];
  /** `gone`: whether they were deleted. */
  onClose(gone: boolean): void;
}

export function Deleting({ desk, ids, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, fault, run } = useDoing();
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    if (!(await run(() => desk.remove(ids)))) return;
    dialog.current?.close();
    onClose(true);
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby="delete-title"
      onCancel={(event) => (busy ? event.preventDefault() : onClose(false))}
    >
      <h2 id="delete-title">{t("delete.title", ids.length)}</h2>
      <ul class="points">
        <li>{t("delete.content")}</li>
        <li>{t("delete.tombstone")}</li>
        <li>{t("delete.copies")}</li>
      </ul>
      {fault && <Fault fault={fault} />}
      {busy && <Progress label={t("delete.deleting")} />}
      <div class="buttons">
        <button type="button" disabled={busy} onClick={() => onClose(false)}>
          {t("common.cancel")}
        </button>
        <button type="button" class="danger" disabled={busy} onClick={remove}>
          {t("delete.confirm")}
        </button>
      </div>
    </dialog>
  );
}
