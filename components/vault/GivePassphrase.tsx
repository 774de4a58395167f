/** A passphrase for a vault that has none: everything is encrypted anew, and what that cannot take back is said before. */
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";

export function GivePassphrase({ desk }: { desk: Pick<Desk, "vault"> }) {
  const { busy, fault, run } = useDoing();
  const give = (passphrase: string) => run(() => desk.vault.rekey(passphrase));
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
