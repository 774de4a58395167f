/** Quiet mode: what pages and bystanders no longer see, and what that costs. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function QuietSetting({ desk }: { desk: Pick<Desk, "settings" | "setSettings"> }) {
  const stored = useLoaded(desk.settings, [desk]);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  if (stored.at === "fault") return <Fault fault={stored.fault} />;
  const on = chosen ?? (stored.at === "there" && stored.value.quiet);
  const choose = (next: boolean) => {
    setChosen(next);
    setUnsaved(false);
    desk.setSettings({ quiet: next }).catch((error: unknown) => {
      console.warn("setting not saved", error);
      setChosen(!next);
      setUnsaved(true);
    });
  };
  return (
    <>
      <h2>{t("quiet.title")}</h2>
      <label class="setting">
        <input
          type="checkbox"
          checked={on}
          disabled={stored.at !== "there"}
          aria-describedby="quiet-words"
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        <span>{t("quiet.label")}</span>
      </label>
      <p role="alert">{unsaved && t("settings.not_saved")}</p>
      <div id="quiet-words" class="setting-words">
        <p>{t("quiet.what")}</p>
        <p>{t("quiet.why")}</p>
        <p>{t("quiet.limit")}</p>
        <p class="quiet">{t("quiet.from_now")}</p>
      </div>
    </>
  );
}
