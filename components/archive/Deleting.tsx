/** Asks before deleting, and says truthfully what deleting reaches: the content; not the log's entry, not exported copies. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
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
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    setBusy(true);
    setFault(null);
    try {
      await desk.remove(ids);
      dialog.current?.close();
      onClose(true);
    } catch (error) {
      setFault(toFault(error));
      setBusy(false);
    }
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
