/** The settings: what the person may switch on, each with what it does. */
import type { Desk } from "../desk.ts";
import { Panic } from "../Panic.tsx";
import { Space } from "../Space.tsx";
import { VaultSettings } from "../vault/VaultSettings.tsx";
import { t } from "../words.ts";
import { PackSettings } from "./PackSettings.tsx";
import { QuietSetting } from "./QuietSetting.tsx";
import { SecondLookSetting } from "./SecondLookSetting.tsx";
import { StampSettings } from "./StampSettings.tsx";
import { Traces } from "./Traces.tsx";

interface Props {
  desk: Desk;
  askAddresses(urls: string[]): Promise<boolean>;
}

export function Settings({ desk, askAddresses }: Props) {
  return (
    <>
      <section class="narrow">
        <h1 tabIndex={-1}>{t("settings.title")}</h1>
      </section>
      <VaultSettings desk={desk} />
      <section class="narrow" aria-labelledby="space">
        <h2 id="space">{t("space.title")}</h2>
        <Space desk={desk} whole />
      </section>
      <section class="narrow">
        <SecondLookSetting desk={desk} />
      </section>
      <section class="narrow">
        <QuietSetting desk={desk} />
      </section>
      <Traces />
      <StampSettings desk={desk} askAddresses={askAddresses} />
      <PackSettings desk={desk} />
      <section class="narrow">
        <Panic desk={desk} />
      </section>
    </>
  );
}
