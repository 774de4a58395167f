/** How many captures have no trusted time, and since when. Nothing at all where trusted time is off, or none lacks it. */
import { useEffect, useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../lib/model/fault-error.ts";
import type { Desk, UnanchoredFacts } from "./desk.ts";
import { Fault } from "./Fault.tsx";
import { useLoaded } from "./loaded.ts";
import { Time } from "./Time.tsx";
import { t, word } from "./words.ts";

interface Props {
  stamps: Desk["stamps"];
  /** Offers to ask at once. */
  canAsk?: boolean;
  /** Says so where none lacks a trusted time. */
  showAll?: boolean;
}

export function Unanchored({ stamps, canAsk = false, showAll = false }: Props) {
  const settings = useLoaded(stamps.read, [stamps]);
  const [open, setOpen] = useState<UnanchoredFacts | null | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  useEffect(() => stamps.watchAll(setOpen), [stamps]);
  useEffect(() => {
    // The background may not be told of it by its browser.
    const pass = () => void stamps.ask(true).catch((error: unknown) => console.warn("not asked", error));
    addEventListener("online", pass);
    return () => removeEventListener("online", pass);
  }, [stamps]);
  if (settings.at !== "there" || !settings.value.on || open === undefined) return null;
  if (open === null) return showAll ? <p class="quiet">{t("stamp.all")}</p> : null;
  const ask = async () => {
    setAsking(true);
    setFault(null);
    try {
      await stamps.ask();
    } catch (error) {
      setFault(toFault(error));
    } finally {
      setAsking(false);
    }
  };
  return (
    <div class="unanchored quiet" role="status">
      <p>
        {t("stamp.waiting", open.count)} <Time value={open.since} />
      </p>
      {open.fault && (
        <p>
          {t("stamp.last_try")} {word("fault", open.fault.code)}
        </p>
      )}
      {canAsk && (
        <button type="button" disabled={asking} onClick={ask}>
          {t(asking ? "stamp.asking" : "stamp.ask_now")}
        </button>
      )}
      {fault && <Fault fault={fault} />}
    </div>
  );
}
