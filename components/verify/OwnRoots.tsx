/** Roots of time-stamp authorities that the reader trusts beside the pinned ones: pasted, from a file, or from the stamp settings. */
import { useState } from "preact/hooks";
import { plainText } from "../../lib/verify/display.ts";
import { rootNames } from "../../lib/verify/own-roots.ts";
import { t } from "../words.ts";

interface Props {
  /** PEM from the person's stamp settings; empty in the single file. */
  settings: string;
  /** Called with PEM text that can be read, or with nothing. */
  onRoots(pem: string): void;
}

/** Larger files are no list of roots. */
const MOST = 4_000_000;

export function OwnRoots({ settings, onRoots }: Props) {
  const [text, setText] = useState("");
  const take = (next: string) => {
    setText(next);
    onRoots(rootNames(next) ? next : "");
  };
  const own = rootNames(text);
  const names = [...(own ?? []), ...(rootNames(settings) ?? [])];
  return (
    <details class="own-roots no-print">
      <summary>{t("verify.roots_heading")}</summary>
      <p class="quiet">{t("verify.roots_what")}</p>
      <label class="keys-field">
        {t("verify.roots_paste")}
        <textarea
          rows={4}
          spellcheck={false}
          value={text}
          onInput={(event) => take(event.currentTarget.value)}
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </label>
      <label class="keys-field">
        {t("verify.roots_file")}
        <input
          type="file"
          onChange={(event) => void event.currentTarget.files?.[0]?.slice(0, MOST).text().then(take)}
        />
      </label>
      {settings !== "" && <p class="quiet">{t("verify.roots_settings")}</p>}
      <div role="status">
        {names.length > 0 && (
          <>
            <p>{t("verify.roots_read", names.length)}</p>
            <ul class="points">
              {names.map((name, index) => (
                // Two certificates may bear one name
                <li key={index}>
                  <bdi>{plainText(name)}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
        {text.trim() !== "" && !own && <p class="banner banner-reduced">{t("verify.roots_bad")}</p>}
      </div>
    </details>
  );
}
