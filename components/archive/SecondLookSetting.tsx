/** The setting of second looks, listed whole before one ever happens: what is asked, and by which address it is seen. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function SecondLookSetting({ desk }: { desk: Desk }) {
  const stored = useLoaded(desk.settings, [desk]);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  if (stored.at === "fault") return <Fault fault={stored.fault} />;
  const on = chosen ?? (stored.at === "there" && stored.value.secondLook);
  const choose = (next: boolean) => {
    setChosen(next);
    setUnsaved(false);
    desk.setSettings({ secondLook: next }).catch((error: unknown) => {
      console.warn("setting not saved", error);
      setChosen(!next);
      setUnsaved(true);
    });
  };
  return (
    <>
      <h2>{t("settings.second_look")}</h2>
      <label class="setting">
        <input
          type="checkbox"
          checked={on}
          disabled={stored.at !== "there"}
          aria-describedby="second-look-words"
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        <span>{t("settings.label")}</span>
      </label>
      <p role="alert">{unsaved && t("settings.not_saved")}</p>
      <div id="second-look-words" class="setting-words">
        <p>{t("settings.what")}</p>
        <p>{t("settings.use")}</p>
        <p>{t("settings.seen")}</p>
        <p>{t("settings.limit")}</p>
        <p class="quiet">{t("settings.off")}</p>
      </div>
    </>
  );
}
