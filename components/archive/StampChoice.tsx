/** Who is asked for time stamps: the list, and an address of one's own. How each is asked stands beside it. */
import { t } from "../words.ts";
import { type Draft, KNOWN } from "./stamp-draft.ts";

interface Props {
  draft: Draft;
  onChange(draft: Draft): void;
}

export function StampChoice({ draft, onChange }: Props) {
  const toggle = (url: string, on: boolean) =>
    onChange({ ...draft, listed: on ? [...draft.listed, url] : draft.listed.filter((one) => one !== url) });
  return (
    <fieldset class="choice">
      <legend>{t("stamp.choose")}</legend>
      {KNOWN.map(({ name, url }) => (
        <label class="setting" key={url}>
          <input
            type="checkbox"
            checked={draft.listed.includes(url)}
            onChange={(event) => toggle(url, event.currentTarget.checked)}
          />
          <span>
            {name} <span class="tag">{t(url.startsWith("https:") ? "stamp.encrypted" : "stamp.plain")}</span>
            <br />
            <code class="breakable quiet">{url}</code>
          </span>
        </label>
      ))}
      <label class="field">
        <span>{t("stamp.own")}</span>
        <input
          type="url"
          value={draft.own}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="own-hint"
          onInput={(event) => onChange({ ...draft, own: event.currentTarget.value })}
        />
        <span id="own-hint" class="quiet">
          {t("stamp.own_hint")}
        </span>
      </label>
      {draft.own.trim() !== "" && (
        <label class="field">
          <span>{t("stamp.own_root")}</span>
          <textarea
            rows={4}
            value={draft.root}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="own-root-why"
            onInput={(event) => onChange({ ...draft, root: event.currentTarget.value })}
          />
          <span id="own-root-why" class="quiet">
            {t("stamp.own_root_why")}
          </span>
        </label>
      )}
    </fieldset>
  );
}
