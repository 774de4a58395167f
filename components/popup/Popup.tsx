/** The popup: this page, what was just kept, export; all of the active case. Stands at once; the vault and the tab answer after the first paint. */
import { useEffect, useState } from "preact/hooks";
import { useCases } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { Panic } from "../Panic.tsx";
import { Space } from "../Space.tsx";
import { Unanchored } from "../Unanchored.tsx";
import { useVault } from "../vault/state.ts";
import { Unchosen } from "../vault/Unchosen.tsx";
import { Unlock } from "../vault/Unlock.tsx";
import { t } from "../words.ts";
import { CaseSwitch } from "./CaseSwitch.tsx";
import { ExportBar } from "./ExportBar.tsx";
import { Interrupted } from "./Interrupted.tsx";
import { OnTheWay } from "./OnTheWay.tsx";
import type { PageLink } from "./page.ts";
import { Recent } from "./Recent.tsx";
import { ThisPage } from "./ThisPage.tsx";
import { WayBack } from "./WayBack.tsx";

interface Props {
  /** Brings what the popup works with; called after the first paint. */
  connect(): Promise<{ desk: Desk; page: PageLink }>;
  archiveUrl: string;
}

export function Popup({ connect, archiveUrl }: Props) {
  const connected = useLoaded(connect, []);
  const there = connected.at === "there" ? connected.value : null;
  const { state: vault, fault } = useVault(there?.desk ?? null);
  // Locked: nothing of what is kept is asked for; capturing goes on.
  const desk = there && vault && !vault.locked && !there.desk.isBlind ? there.desk : null;
  const cases = useCases(desk);
  const active = cases?.find((card) => card.active);
  const [changes, setChanges] = useState(0);
  useEffect(() => desk?.watch(() => setChanges((count) => count + 1)), [desk]);

  return (
    <>
      <header class="bar">
        <h1>
          <img src="/icon/48.png" alt="" width="24" height="24" />
          {t("popup.title")}
        </h1>
        <a href={archiveUrl} target="_blank" rel="noopener">
          {t("popup.open_archive")}
        </a>
      </header>
      <main>
        {connected.at === "fault" && <Fault fault={connected.fault} />}
        {fault && <Fault fault={fault} />}
        {there?.desk.isBlind && <p class="banner banner-reduced">{t("vault.private_page")}</p>}
        <Unchosen state={vault} href={`${archiveUrl}#/protect`} />
        {desk && <Interrupted desk={desk} />}
        {desk && cases && <CaseSwitch desk={desk} cases={cases} archiveUrl={archiveUrl} />}
        {desk && <OnTheWay desk={desk} archiveUrl={archiveUrl} />}
        <ThisPage page={there?.page ?? null} desk={desk} />
        {vault?.protection === "damaged" && <WayBack archiveUrl={archiveUrl} />}
        {there &&
          !there.desk.isBlind &&
          vault?.locked &&
          (vault.protection === "passphrase" || vault.protection === "open") && (
            <Unlock desk={there.desk} state={vault} />
          )}
        {!vault?.locked && !there?.desk.isBlind && (
          <Recent desk={desk} caseId={active?.id} changes={changes} archiveUrl={archiveUrl} />
        )}
        {desk && <Unanchored stamps={desk.stamps} />}
        {there && !there.desk.isBlind && <Space desk={there.desk} changes={changes} />}
        {there && <Panic desk={there.desk} />}
      </main>
      {desk && <ExportBar {...{ desk, active, changes, archiveUrl }} />}
    </>
  );
}
