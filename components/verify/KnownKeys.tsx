/** The newsroom's own list of keys: pasted or read from its file; what is not understood is said by its line. */
import { useState } from "preact/hooks";
import type { KnownKeyList } from "../../lib/verify/known-keys.ts";
import { t } from "../words.ts";

interface Props {
  list: KnownKeyList;
  onText(text: string): void;
}

export function KnownKeys({ list, onText }: Props) {
  const [text, setText] = useState("");
  const take = (next: string) => {
    setText(next);
    onText(next);
  };
  return (
    <details class="known-keys no-print">
      <summary>{t("verify.keys_heading")}</summary>
      <p class="quiet">{t("verify.keys_what")}</p>
      <label class="keys-field">
        {t("verify.keys_paste")}
        <textarea
          rows={4}
          spellcheck={false}
          value={text}
          onInput={(event) => take(event.currentTarget.value)}
          placeholder={t("verify.keys_example")}
        />
      </label>
      <label class="keys-field">
        {t("verify.keys_file")}
        <input
          type="file"
          onChange={(event) => void event.currentTarget.files?.[0]?.slice(0, 4_000_000).text().then(take)}
        />
      </label>
      <p role="status">{text.trim() !== "" && t("verify.keys_read", list.keys.length)}</p>
      {list.bad.length > 0 && (
        <p class="banner banner-reduced">
          {t("verify.keys_bad", { lines: list.bad.slice(0, 20).join(", ") })}
        </p>
      )}
    </details>
  );
}
