/** The archive's frame: header, and one room by the address. The list stays alive behind a capture, so that Back returns to the same place. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { HandOver } from "../handing/HandOver.tsx";
import { useLoaded } from "../loaded.ts";
import { Parcels } from "../parcels/Parcels.tsx";
import { Partners } from "../partners/Partners.tsx";
import { Interrupted } from "../popup/Interrupted.tsx";
import { Space } from "../Space.tsx";
import { useVault } from "../vault/state.ts";
import { Unchosen } from "../vault/Unchosen.tsx";
import { Withholding } from "../withhold/Withholding.tsx";
import { t } from "../words.ts";
import { Allow } from "./Allow.tsx";
import { CaptureView } from "./CaptureView.tsx";
import { Cases } from "./Cases.tsx";
import { HistoryView } from "./HistoryView.tsx";
import { ListRoom } from "./ListRoom.tsx";
import { useReturn } from "./return.ts";
import { useRoute } from "./route.ts";
import { Settings } from "./Settings.tsx";
import { VaultRoom } from "./VaultRoom.tsx";
import { VerifyRoom } from "./VerifyRoom.tsx";

interface Props {
  connect(): Promise<Desk>;
  /** Asks the browser for the optional permission; must be called in the person's own gesture. */
  askPermission(): Promise<boolean>;
  /** The same for the addresses of time-stamp authorities. */
  askAddresses(urls: string[]): Promise<boolean>;
  /** The verifier's screen; it comes when it is asked for. */
  verifier(): Promise<ComponentType>;
}

export function Archive({ connect, askPermission, askAddresses, verifier }: Props) {
  const connected = useLoaded(connect, []);
  const there = connected.at === "there" ? connected.value : null;
  const { state: vault, fault } = useVault(there);
  // Locked: nothing of what is kept is asked for.
  const desk = vault && !vault.locked && !there?.isBlind ? there : null;
  const route = useRoute();
  const [visited, setVisited] = useState(route.at === "list");
  useEffect(() => {
    if (route.at === "list") setVisited(true);
  }, [route]);
  useReturn(route);

  // A button, not an anchor: the address after `#` is the route.
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {t("archive.skip")}
      </button>
      <header class="bar">
        <p class="brand">
          <img src="/icon/48.png" alt="" width="28" height="28" />
          {t("popup.title")}
        </p>
        {route.at === "list" ? (
          <nav class="bar-links">
            <a href="#/hand-over">{t("hand.open")}</a>
            <a href="#/partners">{t("partner.open")}</a>
            <a href="#/parcels">{t("parcel.open_link")}</a>
            <a href="#/verify">{t("verify.open")}</a>
            <a href="#/settings">{t("settings.open")}</a>
          </nav>
        ) : (
          <a href="#/">← {t("common.back")}</a>
        )}
      </header>
      <main id="content" tabIndex={-1}>
        {connected.at === "fault" && <Fault fault={connected.fault} />}
        {fault && <Fault fault={fault} />}
        {route.at === "allow" && <Allow askPermission={askPermission} />}
        {route.at === "verify" && <VerifyRoom load={verifier} />}
        {route.at === "unknown" && (
          <div class="empty">
            <h1 tabIndex={-1}>{t("archive.not_found_title")}</h1>
            <p>{t("archive.not_found")}</p>
          </div>
        )}
        {there?.isBlind && <p class="banner banner-reduced">{t("vault.private_page")}</p>}
        {there && vault && !there.isBlind && <VaultRoom desk={there} state={vault} at={route.at} />}
        {desk && route.at === "list" && <Unchosen state={vault} href="#/protect" />}
        {desk && route.at === "list" && <Interrupted desk={desk} />}
        {desk && route.at === "list" && <Space desk={desk} warnOnly />}
        {desk && visited && (
          <div hidden={route.at !== "list"}>
            <ListRoom desk={desk} caseId={route.at === "list" ? route.caseId : undefined} />
          </div>
        )}
        {desk && route.at === "capture" && <CaptureView key={route.id} id={route.id} desk={desk} />}
        {desk && route.at === "cases" && <Cases desk={desk} />}
        {desk && route.at === "history" && (
          <HistoryView key={route.caseId} desk={desk} caseId={route.caseId} />
        )}
        {desk && route.at === "withhold" && (
          <Withholding key={route.ids.join()} ids={route.ids} desk={desk} />
        )}
        {desk && route.at === "parcels" && <Parcels desk={desk} />}
        {desk && route.at === "settings" && <Settings desk={desk} askAddresses={askAddresses} />}
        {desk && route.at === "partners" && <Partners desk={desk} askAddresses={askAddresses} />}
        {desk && route.at === "hand-over" && (
          <HandOver
            key={location.hash}
            {...{ desk }}
            {...{ ids: route.ids, caseId: route.caseId, partnerId: route.partnerId }}
          />
        )}
        {connected.at === "loading" && route.at !== "allow" && route.at !== "verify" && (
          <p class="quiet">{t("common.loading")}</p>
        )}
      </main>
    </>
  );
}
