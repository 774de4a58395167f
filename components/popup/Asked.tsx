/** What may be pressed on the page before a post is kept: two choices, off until made, remembered. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

type Choice = "expandSeeMore" | "expandComments";

export function Asked({ desk }: { desk: Desk }) {
  const stored = useLoaded(desk.settings, [desk]);
  const [chosen, setChosen] = useState<Partial<Record<Choice, boolean>>>({});
  const [unsaved, setUnsaved] = useState(false);
  // Without an answer nothing is pressed, and nothing is promised.
  if (stored.at !== "there") return null;
  const choose = (choice: Choice, on: boolean) => {
    setChosen({ ...chosen, [choice]: on });
    setUnsaved(false);
    desk.setSettings({ [choice]: on }).catch((error: unknown) => {
      console.warn("setting not saved", error);
      setChosen({ ...chosen, [choice]: !on });
      setUnsaved(true);
    });
  };
  const box = (choice: Choice, label: string) => (
    <label>
      <input
        type="checkbox"
        checked={chosen[choice] ?? stored.value[choice]}
        onChange={(event) => choose(choice, event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset class="asked">
      <legend>{t("popup.before")}</legend>
      {box("expandSeeMore", t("popup.expand_see_more"))}
      {box("expandComments", t("popup.expand_comments"))}
      <p class="quiet">{t("popup.expand_what")}</p>
      {unsaved && <p role="alert">{t("settings.not_saved")}</p>}
    </fieldset>
  );
}
