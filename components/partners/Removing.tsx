/** Asks before a partner is taken away, and says what goes with them. */
import { useEffect, useRef } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

interface Props {
  /** Null: a profile that cannot be opened. */
  name: string | null;
  remove(): Promise<void>;
  onClose(): void;
}

export function Removing({ name, remove, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { fault, run } = useDoing();
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async () => {
    if (!(await run(remove))) return;
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog ref={dialog} aria-labelledby="remove-partner" onCancel={onClose}>
      <h2 id="remove-partner" dir="auto">
        {name === null ? t("partner.remove_broken") : t("partner.remove_title", { name })}
      </h2>
      <ul class="points">
        <li>{t("partner.remove_profile")}</li>
        <li>{t("partner.remove_handed")}</li>
        <li>{t("partner.remove_sent")}</li>
      </ul>
      {fault && <Fault fault={fault} />}
      <div class="buttons">
        <button type="button" onClick={onClose}>
          {t("common.cancel")}
        </button>
        <button type="button" class="danger" onClick={confirm}>
          {t("partner.remove")}
        </button>
      </div>
    </dialog>
  );
}
