/** A new passphrase, given twice: its length judged, not its signs; one can be made up for who has none. */
import { useId, useState } from "preact/hooks";
import { PASSPHRASE_LEAST, PASSPHRASE_STRONG } from "../../lib/vault/passphrase.ts";
import { suggestPassphrase } from "../../lib/vault/suggest.ts";
import { t } from "../words.ts";
import { PassphraseField } from "./PassphraseField.tsx";

interface Props {
  action: string;
  busy: boolean;
  onSet(passphrase: string): void;
}

export function NewPassphrase({ action, busy, onSet }: Props) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [suggested, setSuggested] = useState<string | null>(null);
  const strength = useId();
  const length = [...first.normalize("NFKC")].length;
  const same = first.normalize("NFKC") === second.normalize("NFKC");
  const good = length >= PASSPHRASE_LEAST && same;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (good && !busy) onSet(first);
      }}
    >
      <PassphraseField
        label={t("vault.new_passphrase")}
        value={first}
        autocomplete="new-password"
        disabled={busy}
        describedBy={strength}
        onInput={setFirst}
      />
      <p id={strength} role="status" class={length > 0 && length < PASSPHRASE_LEAST ? "warn" : "quiet"}>
        {advice(length)}
      </p>
      <PassphraseField
        label={t("vault.again")}
        value={second}
        autocomplete="new-password"
        disabled={busy}
        onInput={setSecond}
      />
      {second !== "" && !same && (
        <p role="status" class="warn">
          {t("vault.not_same")}
        </p>
      )}
      <p>
        <button type="button" disabled={busy} onClick={() => setSuggested(suggestPassphrase())}>
          {t("vault.suggest")}
        </button>
      </p>
      {suggested && (
        <p role="status">
          <code class="suggested">{suggested}</code>
          <span class="quiet">{t("vault.suggested")}</span>
        </p>
      )}
      <button type="submit" class="primary" disabled={!good || busy}>
        {busy ? t("vault.trying") : action}
      </button>
    </form>
  );
}

function advice(length: number): string {
  if (length === 0) return t("vault.advice");
  if (length < PASSPHRASE_LEAST) return t("vault.too_short", [String(PASSPHRASE_LEAST)]);
  return length < PASSPHRASE_STRONG ? t("vault.fair") : t("vault.strong");
}
