/** Asks before a whole case is deleted: a word must be typed, for nothing brings it back. */
import { useEffect, useRef, useState } from "preact/hooks";
import { caseName } from "../cases.ts";
import type { CaseCard, Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";

interface Props {
  card: CaseCard;
  desk: Desk;
  onClose(): void;
}

/** Without case and diacritics: not every keyboard has them. */
const bare = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").trim().toLowerCase();

export function DeletingCase({ card, desk, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const { busy, fault, run } = useDoing();
  useEffect(() => dialog.current?.showModal(), []);
  const meant = bare(typed) === bare(t("cases.delete_word"));

  const remove = async (event: Event) => {
    event.preventDefault();
    if (!meant || busy || !(await run(() => desk.cases.remove(card.id)))) return;
    dialog.current?.close();
    onClose();
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby="delete-case"
      onCancel={(event) => (busy ? event.preventDefault() : onClose())}
    >
      <h2 id="delete-case" dir="auto">
        {t("cases.delete_title", { name: caseName(card) })}
      </h2>
      <ul class="points">
        <li>{t("cases.delete_content")}</li>
        <li>{t("cases.delete_keys")}</li>
        <li>{t("delete.copies")}</li>
      </ul>
      <form class="case-name" onSubmit={remove}>
        <label for="delete-word">{t("cases.delete_type", { word: t("cases.delete_word") })}</label>
        <input
          id="delete-word"
          type="text"
          autocomplete="off"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {fault && <Fault fault={fault} />}
        {busy && <Progress label={t("delete.deleting")} />}
        <div class="buttons">
          <button type="button" disabled={busy} onClick={onClose}>
            {t("common.cancel")}
          </button>
          <button type="submit" class="danger" disabled={!meant || busy}>
            {t("cases.delete")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
