/** Handing in a receipt that the partner gave by another way, as a file or as text. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

/** Characters; a receipt is far smaller. */
const TEXT_AT_MOST = 10_000;

export function HandIn({ desk: { parcels } }: { desk: Pick<Desk, "parcels"> }) {
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const [taken, setTaken] = useState(false);
  const handIn = async (file: File) => {
    setFault(null);
    setTaken(false);
    try {
      await parcels.handIn((await file.slice(0, TEXT_AT_MOST).text()).slice(0, TEXT_AT_MOST));
      setTaken(true);
    } catch (error) {
      setFault(toFault(error));
    }
  };
  return (
    <section class="parcel-hand-in" aria-labelledby="hand-in">
      <h2 id="hand-in">{t("parcel.hand_in")}</h2>
      <p>{t("parcel.hand_in_what")}</p>
      <label class="field">
        {t("parcel.hand_in_file")}
        <input
          type="file"
          accept=".json,application/json,text/plain"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file can be chosen again after it was refused.
            event.currentTarget.value = "";
            if (file) void handIn(file);
          }}
        />
      </label>
      <p role="status">{taken && t("parcel.handed_in")}</p>
      {fault && <Fault fault={fault} />}
    </section>
  );
}
