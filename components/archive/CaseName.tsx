/** The name of a case, asked for: the person's words, kept on this device. */
import { useId, useState } from "preact/hooks";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

/** Signs; the vault holds to it. */
const AT_MOST = 80;

interface Props {
  /** Words of the button. */
  button: string;
  before?: string;
  onSave(name: string): Promise<void>;
  onCancel?(): void;
}

export function CaseName({ button, before = "", onSave, onCancel }: Props) {
  const id = useId();
  const [name, setName] = useState(before);
  const { fault, run } = useDoing();
  const save = (event: Event) => {
    event.preventDefault();
    void run(() => onSave(name));
  };
  return (
    <form class="case-name" onSubmit={save}>
      <label for={id}>{t("cases.name")}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="off"
        maxLength={AT_MOST}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <p class="quiet">{t("cases.name_what")}</p>
      <div class="buttons">
        <button type="submit" disabled={name.trim() === ""}>
          {button}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            {t("common.cancel")}
          </button>
        )}
      </div>
      {fault && <Fault fault={fault} />}
    </form>
  );
}
