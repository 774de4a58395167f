/** Captures and exports cut short by a death of the browser or the worker: told once, then acknowledged. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function Interrupted({ desk }: { desk: Desk }) {
  const told = useLoaded(desk.interrupted, [desk]);
  const [understood, setUnderstood] = useState(false);
  const { captureIds: ids, exports } = told.at === "there" ? told.value : { captureIds: [], exports: 0 };
  if (understood || ids.length + exports === 0) return null;
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
      {ids.length > 0 && <p class="banner-title">{t("popup.interrupted_title")}</p>}
      {ids.length > 0 && <p>{t("popup.interrupted", ids.length)}</p>}
      {exports > 0 && <p>{t("popup.export_cut", exports)}</p>}
      <button type="button" onClick={acknowledge}>
        {t("popup.understood")}
      </button>
    </div>
  );
}
