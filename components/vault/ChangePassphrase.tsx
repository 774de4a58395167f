/** Another passphrase for the same vault: only the wrapping of its key is written anew. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";
import { PassphraseField } from "./PassphraseField.tsx";

export function ChangePassphrase({ desk }: { desk: Pick<Desk, "vault"> }) {
  const [present, setPresent] = useState("");
  const [isDone, setDone] = useState(false);
  const { busy, fault, run } = useDoing();
  const change = async (next: string) => {
    setDone(false);
    if (!(await run(() => desk.vault.change(present, next)))) return;
    setPresent("");
    setDone(true);
  };
  return (
    <details>
      <summary>{t("vault.change")}</summary>
      <p>{t("vault.change_words")}</p>
      <PassphraseField
        label={t("vault.present")}
        value={present}
        autocomplete="current-password"
        disabled={busy}
        onInput={setPresent}
      />
      <NewPassphrase
        key={isDone ? "done" : "open"}
        action={t("vault.change_button")}
        busy={busy}
        onSet={(next) => void change(next)}
      />
      {fault && <Fault fault={fault} />}
      <p role="status">{isDone && t("vault.changed")}</p>
    </details>
  );
}
