/** The settings: what the person may switch on, each with what it does. */
import type { Desk } from "../desk.ts";
import { t } from "../words.ts";
import { PackSettings } from "./PackSettings.tsx";
import { SecondLookSetting } from "./SecondLookSetting.tsx";

export function Settings({ desk }: { desk: Desk }) {
  return (
    <>
      <section class="narrow">
        <h1 tabIndex={-1}>{t("settings.title")}</h1>
        <SecondLookSetting desk={desk} />
      </section>
      <PackSettings desk={desk} />
    </>
  );
}
