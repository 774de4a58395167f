/** The first choice: a passphrase, or plainly none. What each of them means stands beside it. */
import { useState } from "preact/hooks";
import type { Desk, VaultState } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";
import { Restore } from "./Restore.tsx";

export function Protect({ desk, state }: { desk: Pick<Desk, "vault">; state: VaultState }) {
  const [understood, setUnderstood] = useState(false);
  const { busy, fault, run } = useDoing();
  const choose = (passphrase: string | null) => run(() => desk.vault.protect(passphrase));
  return (
    <section class="narrow vault" aria-labelledby="protect">
      <h1 id="protect" tabIndex={-1}>
        {t("vault.protect_title")}
      </h1>
      <p class="lead">{t("vault.protect_why")}</p>
      {state.lost > 0 && (
        <div class="banner banner-failed" role="alert">
          <p>{t("vault.lost", state.lost)}</p>
        </div>
      )}
      {state.halfRestored && (
        <div class="banner banner-failed" role="alert">
          <p>{t("vault.half_restored")}</p>
        </div>
      )}
      <p>{t("vault.protect_until")}</p>
      <h2>{t("vault.with_title")}</h2>
      <p>{t("vault.with")}</p>
      <NewPassphrase action={t("vault.set")} busy={busy} onSet={(passphrase) => void choose(passphrase)} />
      {fault && <Fault fault={fault} />}
      <details>
        <summary>{t("vault.without_title")}</summary>
        <p>{t("vault.without")}</p>
        <label class="setting">
          <input
            type="checkbox"
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
          <span>{t("vault.without_understood")}</span>
        </label>
        <button type="button" class="danger" disabled={!understood || busy} onClick={() => void choose(null)}>
          {t("vault.without_choose")}
        </button>
      </details>
      <details open={state.halfRestored}>
        <summary>{t("vault.restore_title")}</summary>
        <Restore desk={desk} />
      </details>
    </section>
  );
}
