/** The setting of trusted time: what others see stands before the button that switches it on. */
import { useEffect, useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Authority, Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { Unanchored } from "../Unanchored.tsx";
import { t } from "../words.ts";
import { StampChoice } from "./StampChoice.tsx";
import { authoritiesOf, authorityName, type Draft, type DraftProblem, draftOf } from "./stamp-draft.ts";

interface Props {
  desk: Pick<Desk, "stamps">;
  /** Asks the browser for these addresses; must be called in the person's own gesture. */
  askAddresses(urls: string[]): Promise<boolean>;
}

type Told = DraftProblem | "asking_browser" | "not_allowed" | "turned_off";

export function StampSettings({ desk: { stamps }, askAddresses }: Props) {
  const [changes, setChanges] = useState(0);
  const stored = useLoaded(stamps.read, [stamps, changes]);
  const settings = stored.at === "there" ? stored.value : null;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  useEffect(() => {
    if (settings) setDraft((before) => before ?? draftOf(settings));
  }, [settings]);
  if (stored.at === "fault") return <Fault fault={stored.fault} />;

  const write = async (on: boolean, authorities: Authority[]) => {
    setFault(null);
    try {
      await stamps.write({ on, authorities });
      setTold(on ? null : "turned_off");
      setChanges((count) => count + 1);
    } catch (error) {
      const found = toFault(error);
      // What else could be wrong with the choice was looked at before it was sent.
      setTold(found.code === "bad-request" ? "bad_root" : null);
      if (found.code !== "bad-request") setFault(found);
    }
  };
  const switchOn = () => {
    if (!draft) return;
    const authorities = authoritiesOf(draft);
    if (typeof authorities === "string") return setTold(authorities);
    // Called before anything is awaited: browsers only ask within the person's own gesture.
    const asked = askAddresses(authorities.map(({ url }) => url));
    setTold("asking_browser");
    asked.then(
      (granted) => (granted ? write(true, authorities) : setTold("not_allowed")),
      (error: unknown) => {
        console.warn("the browser did not ask", error);
        setTold("not_allowed");
      },
    );
  };

  return (
    <section class="narrow" aria-labelledby="trusted-time">
      <h2 id="trusted-time">{t("stamp.title")}</h2>
      <p>{t("stamp.what")}</p>
      <div class="setting-words">
        <h3>{t("stamp.seen_heading")}</h3>
        <p>{t("stamp.seen_authority")}</p>
        <p>{t("stamp.seen_network")}</p>
        <p>{t("stamp.seen_later")}</p>
        <p>{t("stamp.seen_tor")}</p>
        <p>{t("stamp.seen_often")}</p>
        {!settings?.on && <p class="quiet">{t("stamp.off_note")}</p>}
      </div>
      {draft && <StampChoice draft={draft} onChange={setDraft} />}
      {settings?.on && (
        <p>
          {t("stamp.is_on", { names: settings.authorities.map(({ url }) => authorityName(url)).join(", ") })}
        </p>
      )}
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={!draft || told === "asking_browser"}
          onClick={switchOn}
        >
          {t(settings?.on ? "stamp.save" : "stamp.switch_on")}
        </button>
        {settings?.on && (
          <button type="button" onClick={() => write(false, settings.authorities)}>
            {t("stamp.switch_off")}
          </button>
        )}
      </div>
      <p role="status">{told && t(`stamp.${told}`)}</p>
      {fault && <Fault fault={fault} />}
      {settings?.on && <Unanchored stamps={stamps} canAsk showAll />}
    </section>
  );
}
