/** What leaves, whole, before it leaves; and the two ways out. */
import { useMemo, useState } from "preact/hooks";
import type { Leak } from "../../lib/extension/export-messages.ts";
import { leaksLeft, leavingOf } from "../../lib/extension/leaving.ts";
import { toFault } from "../../lib/model/fault-error.ts";
import { WithNotes } from "../archive/WithNotes.tsx";
import type { Desk, HandOver, WithholdChoice } from "../desk.ts";
import { alsoWithout } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { size } from "../format.ts";
import { useLoaded } from "../loaded.ts";
import { Progress } from "../Progress.tsx";
import { Asks } from "../partners/Profile.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";
import { Gate } from "./Gate.tsx";
import { HowFar } from "./HowFar.tsx";
import { useHanding } from "./handing.ts";
import { Items, Names } from "./Items.tsx";
import { LeaveOut } from "./LeaveOut.tsx";
import { Out } from "./Out.tsx";
import type { Chosen } from "./What.tsx";
import { WhoOpens } from "./WhoOpens.tsx";

interface Props {
  desk: Desk;
  chosen: Chosen;
  onBack(): void;
}

export function Review({ desk, chosen: { partner, ids }, onBack }: Props) {
  const { profile } = partner.opened;
  const [picked, setPicked] = useState<WithholdChoice[]>([]);
  /** Places at which the leak gate stopped it, and which the person leaves out. */
  const [stopped, setStopped] = useState<readonly Leak[]>([]);
  const choices = useMemo(() => alsoWithout(picked, stopped), [picked, stopped]);
  const [notes, setNotes] = useState(false);
  const [own, setOwn] = useState(false);
  const [busy, setBusy] = useState(false);
  const handing = useHanding(desk);
  // Read and searched once: what is withheld is only taken off.
  const read = useLoaded(() => desk.handing.read(ids), [desk, ids]);
  const leaving = useMemo(
    () => (read.at === "there" ? leavingOf(read.value, choices) : null),
    [read, choices],
  );
  const all = useLoaded(() => desk.handing.leaks(ids, notes), [desk, ids, notes]);
  const ahead = all.at === "there" ? { ...all, value: leaksLeft(all.value, choices) } : all;
  const isClear = ahead.at === "there" && ahead.value.length === 0;
  const isStarted = handing.parcels.length > 0 && handing.leaks.length === 0;

  const begin = (how: HandOver["how"]) =>
    handing.start({
      ...{ partnerId: partner.id, captureIds: ids, notes, how },
      withhold: choices,
      ...(own ? { ownRecipient: true } : {}),
    });

  return (
    <div class="hand-review">
      <p class="hand-summary">
        {t("hand.summary", { name: profile.name })}
        {leaving && ` · ${t("hand.size", { size: size(leaving.bytes) })}`}
      </p>
      {read.at === "loading" && <Progress label={t("common.loading")} />}
      {read.at === "fault" && <Fault fault={read.fault} />}
      {leaving && (
        <>
          <Items desk={desk} items={leaving.items} />
          <Names names={leaving.names} own={leaving.own} />
        </>
      )}
      <Section heading={t("hand.out")} class="hand-part">
        <Asks asks={profile.asks} />
        <LeaveOut desk={desk} ids={ids} choices={choices} onChoices={setPicked} onBusy={setBusy} />
        {stopped.length > 0 && (
          <div class="banner banner-reduced">
            <p>{t("hand.stopped", stopped.length)}</p>
            <button type="button" onClick={() => setStopped([])}>
              {t("hand.stopped_back")}
            </button>
          </div>
        )}
        <WithNotes desk={desk} ids={ids} on={notes} onChoose={setNotes} />
      </Section>
      <Gate
        ahead={ahead}
        without={(leaks) => {
          setStopped([...stopped, ...leaks]);
          handing.clear().catch((error: unknown) => console.error("deliveries", toFault(error).code));
        }}
        again={handing.leaks}
      />
      <WhoOpens partner={partner} own={own} onOwn={setOwn} />
      {isStarted || handing.fault ? (
        <HowFar handing={handing} partner={partner} />
      ) : (
        <Out partner={partner} disabled={!isClear || busy || handing.busy || !leaving} onOut={begin} />
      )}
      <div class="buttons">
        <button type="button" disabled={handing.busy} onClick={onBack}>
          {t(isStarted ? "hand.another" : "hand.back")}
        </button>
      </div>
    </div>
  );
}
