/** The passphrase, asked for. Captures go on without it: they wait, encrypted, until it is given. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk, VaultState } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { Restore } from "./Restore.tsx";

interface Props {
  desk: Pick<Desk, "vault">;
  state: VaultState;
}

export function Unlock({ desk, state }: Props) {
  const [passphrase, setPassphrase] = useState("");
  const [trying, setTrying] = useState(false);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const [rows, setRows] = useState<[done: number, all: number] | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const unlock = async () => {
    setTrying(true);
    setFault(null);
    try {
      await desk.vault.unlock(passphrase, (done, all) => setRows([done, all]));
    } catch (error) {
      setFault(toFault(error));
      setTrying(false);
      setRows(null);
    }
  };

  return (
    <section class="narrow vault" aria-labelledby="unlock">
      <h2 id="unlock">{t("vault.locked_title")}</h2>
      {state.anew ? (
        <div class="banner banner-reduced" role="status">
          <p>{t("vault.anew")}</p>
        </div>
      ) : (
        <p>{t("vault.locked")}</p>
      )}
      {state.held > 0 && <p>{t("vault.held", state.held)}</p>}
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!trying && passphrase !== "") void unlock();
        }}
      >
        <PassphraseField
          label={t("vault.passphrase")}
          value={passphrase}
          autocomplete="current-password"
          disabled={trying}
          onInput={setPassphrase}
        />
        <button type="submit" class="primary" disabled={trying || passphrase === ""}>
          {trying ? t("vault.trying") : t("vault.unlock")}
        </button>
      </form>
      {rows && (
        <Progress
          label={t("vault.anew_rows", { done: String(rows[0]), all: String(rows[1]) })}
          spoken={t("vault.anew_under_way")}
          done={rows[0]}
          total={rows[1]}
        />
      )}
      {fault && <Fault fault={fault} />}
      <p class="quiet">{t("vault.no_way_round")}</p>
      {!state.anew && (
        <details>
          <summary>{t("vault.will_not_open")}</summary>
          <p>{t("vault.will_not_open_what")}</p>
          <Restore desk={desk} mends />
        </details>
      )}
    </section>
  );
}
