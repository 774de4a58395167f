/** What the partner's intake wants to see of this witness, where they gave something; kept in the vault, sent to nobody else. */
import { useState } from "preact/hooks";
import { t } from "../words.ts";

interface Props {
  token: string | null;
  onSave(token: string | null): void;
}

export function Token({ token, onSave }: Props) {
  const [typed, setTyped] = useState("");
  const fits = /^[\x21-\x7e]{1,200}$/.test(typed.trim());
  const save = (event: Event) => {
    event.preventDefault();
    if (!fits) return;
    onSave(typed.trim());
    setTyped("");
  };
  return (
    <form class="partner-token" onSubmit={save}>
      <h3>{t("partner.token")}</h3>
      <p class="quiet">{t("partner.token_what")}</p>
      {token !== null && <p>{t("partner.token_there")}</p>}
      <label class="field">
        {t("partner.token_field")}
        <input
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {typed.trim() !== "" && !fits && <p class="banner banner-reduced">{t("partner.token_bad")}</p>}
      <div class="buttons">
        <button type="submit" disabled={!fits}>
          {t("partner.token_save")}
        </button>
        {token !== null && (
          <button type="button" onClick={() => onSave(null)}>
            {t("partner.token_remove")}
          </button>
        )}
      </div>
    </form>
  );
}
