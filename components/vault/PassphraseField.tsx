/** One passphrase, hidden unless the person wants to see it. */
import { useId, useState } from "preact/hooks";
import { t } from "../words.ts";

interface Props {
  label: string;
  value: string;
  autocomplete: "current-password" | "new-password";
  disabled?: boolean;
  describedBy?: string;
  onInput(value: string): void;
}

export function PassphraseField({ label, value, autocomplete, disabled, describedBy, onInput }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const kind = shown
    ? ({ type: "text", autocomplete: "off" } as const)
    : ({ type: "password", autocomplete } as const);
  return (
    <div class="passphrase">
      <label for={id}>{label}</label>
      <div class="passphrase-line">
        <input
          id={id}
          {...kind}
          value={value}
          autocapitalize="none"
          spellcheck={false}
          disabled={disabled}
          aria-describedby={describedBy}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t("vault.hide") : t("vault.show")}
        </button>
      </div>
    </div>
  );
}
