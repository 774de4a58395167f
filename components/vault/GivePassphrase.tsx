/** A passphrase for a vault that has none: everything is encrypted anew, and what that cannot take back is said before. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";

export function GivePassphrase({ desk }: { desk: Pick<Desk, "vault"> }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const give = async (passphrase: string) => {
    setBusy(true);
    setFault(null);
    try {
      await desk.vault.rekey(passphrase);
    } catch (error) {
      setFault(toFault(error));
      setBusy(false);
    }
  };
  return (
    <details>
      <summary>{t("vault.give")}</summary>
      <p>{t("vault.give_what")}</p>
      <p>{t("vault.give_remnants")}</p>
      <NewPassphrase
        action={t("vault.give_button")}
        busy={busy}
        onSet={(passphrase) => void give(passphrase)}
      />
      {fault && <Fault fault={fault} />}
    </details>
  );
}
