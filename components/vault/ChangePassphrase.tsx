/** Another passphrase for the same vault: only the wrapping of its key is written anew. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";
import { PassphraseField } from "./PassphraseField.tsx";

export function ChangePassphrase({ desk }: { desk: Pick<Desk, "vault"> }) {
  const [present, setPresent] = useState("");
  const [at, setAt] = useState<"open" | "busy" | "done">("open");
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const change = async (next: string) => {
    setAt("busy");
    setFault(null);
    try {
      await desk.vault.change(present, next);
      setPresent("");
      setAt("done");
    } catch (error) {
      setFault(toFault(error));
      setAt("open");
    }
  };
  return (
    <details>
      <summary>{t("vault.change")}</summary>
      <p>{t("vault.change_words")}</p>
      <PassphraseField
        label={t("vault.present")}
        value={present}
        autocomplete="current-password"
        disabled={at === "busy"}
        onInput={setPresent}
      />
      <NewPassphrase
        key={at === "done" ? "done" : "open"}
        action={t("vault.change_button")}
        busy={at === "busy"}
        onSet={(next) => void change(next)}
      />
      {fault && <Fault fault={fault} />}
      <p role="status">{at === "done" && t("vault.changed")}</p>
    </details>
  );
}
