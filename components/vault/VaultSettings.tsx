/** How what is kept is protected, and what can be changed about it. */
import { useState } from "preact/hooks";
import { AUTO_LOCK, type Desk, type VaultState } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { Backup } from "./Backup.tsx";
import { ChangePassphrase } from "./ChangePassphrase.tsx";
import { GivePassphrase } from "./GivePassphrase.tsx";
import { useVault } from "./state.ts";

export function VaultSettings({ desk }: { desk: Desk }) {
  const { state } = useVault(desk);
  if (!state) return null;
  return (
    <section class="narrow vault" aria-labelledby="vault">
      <h2 id="vault">{t("vault.title")}</h2>
      {state.protection === "passphrase" && <WithPassphrase desk={desk} state={state} />}
      {state.protection === "open" && (
        <>
          <p>{t("vault.is_open")}</p>
          <GivePassphrase desk={desk} />
        </>
      )}
      {state.protection === "unchosen" && (
        <p>
          <a href="#/protect">{t("vault.choose")}</a>
        </p>
      )}
      {state.unreadable > 0 && <p class="warn">{t("vault.unreadable", state.unreadable)}</p>}
    </section>
  );
}

function WithPassphrase({ desk, state }: { desk: Desk; state: VaultState }) {
  const [minutes, setMinutes] = useState(state.autoLock ?? AUTO_LOCK[1]);
  const { fault, run } = useDoing();
  return (
    <>
      <p>{t("vault.is_protected")}</p>
      <div class="buttons">
        <button type="button" onClick={() => run(() => desk.vault.lock())}>
          {t("vault.lock_now")}
        </button>
      </div>
      <fieldset>
        <legend>{t("vault.auto_lock")}</legend>
        {AUTO_LOCK.map((one) => (
          <label key={one} class="setting">
            <input
              type="radio"
              name="auto-lock"
              checked={one === minutes}
              onChange={() => {
                setMinutes(one);
                run(() => desk.vault.setAutoLock(one));
              }}
            />
            <span>{one === 0 ? t("vault.until_closed") : t("vault.minutes", [String(one)])}</span>
          </label>
        ))}
      </fieldset>
      <p class="quiet">{t("vault.auto_lock_words")}</p>
      {fault && <Fault fault={fault} />}
      <ChangePassphrase desk={desk} />
      <Backup desk={desk} />
    </>
  );
}
