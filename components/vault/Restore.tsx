/** A backup brought back where nothing is kept yet, or where nothing opens what is kept. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";
import { PassphraseField } from "./PassphraseField.tsx";

interface Props {
  desk: Pick<Desk, "vault">;
  /** Something lies here that the backup shall open again: said beside it. */
  mends?: boolean;
}

export function Restore({ desk, mends = false }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const { busy, fault, run } = useDoing();
  const restore = (chosen: File) => run(() => desk.vault.restore(chosen, passphrase));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file && !busy) void restore(file);
      }}
    >
      {!mends && <p>{t("vault.restore")}</p>}
      <label class="field">
        <span>{t("vault.restore_file")}</span>
        <input
          type="file"
          disabled={busy}
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </label>
      <PassphraseField
        label={t("vault.restore_passphrase")}
        value={passphrase}
        autocomplete="current-password"
        disabled={busy}
        onInput={setPassphrase}
      />
      {busy && <Progress label={t("vault.restoring")} />}
      <button type="submit" disabled={!file || passphrase === "" || busy}>
        {t("vault.restore_button")}
      </button>
      {fault && <Fault fault={fault} />}
    </form>
  );
}
