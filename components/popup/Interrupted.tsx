/** Captures cut short by a death of the browser or the worker: told once, then acknowledged. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function Interrupted({ desk }: { desk: Desk }) {
  const told = useLoaded(desk.interrupted, [desk]);
  const [understood, setUnderstood] = useState(false);
  const ids = told.at === "there" ? told.value : [];
  if (understood || ids.length === 0) return null;
  const acknowledge = async () => {
    setUnderstood(true);
    try {
      await desk.acknowledge(ids);
    } catch (error) {
      // Not acknowledged: it is told again at the next opening, which is the safe side.
      console.warn("not acknowledged", error);
    }
  };
  return (
    <div class="banner banner-reduced" role="alert">
      <p class="banner-title">{t("popup.interrupted_title")}</p>
      <p>{t("popup.interrupted", ids.length)}</p>
      <button type="button" onClick={acknowledge}>
        {t("popup.understood")}
      </button>
    </div>
  );
}
