/** What a person can do about a delivery: pause, go on, slow down, call off. Calling off asks once more. */
import { useState } from "preact/hooks";
import type { Desk, Parcel } from "../desk.ts";
import { size } from "../format.ts";
import { t } from "../words.ts";

/** Bytes a second to choose from. */
const LIMITS = [20_000, 50_000, 100_000, 300_000, 1_000_000];

interface Props {
  desk: Pick<Desk, "parcels">;
  parcel: Parcel;
  run(work: Promise<void>): void;
}

export function Actions({ desk: { parcels }, parcel, run }: Props) {
  const { id, state, how, notBefore, limit } = parcel;
  const [asking, setAsking] = useState(false);
  const onItsWay = how === "send" && (state === "ready" || state === "sending");
  const ended = state === "delivered" || state === "saved" || state === "sent";
  if (asking)
    return (
      <div class="banner banner-reduced">
        <p>{t(ended ? "parcel.forget_what" : "parcel.cancel_what")}</p>
        <div class="buttons">
          <button type="button" class="danger" onClick={() => run(parcels.cancel(id))}>
            {t(ended ? "parcel.forget" : "parcel.cancel")}
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            {t("parcel.keep")}
          </button>
        </div>
      </div>
    );
  return (
    <>
      {how === "send" && !ended && state !== "making" && (
        <label class="field">
          {t("parcel.limit")}
          <select
            value={String(limit ?? "")}
            onChange={({ currentTarget: { value } }) =>
              run(parcels.limit(id, value === "" ? null : Number(value)))
            }
          >
            <option value="">{t("parcel.no_limit")}</option>
            {[...new Set([...LIMITS, ...(limit === null ? [] : [limit])])]
              .sort((a, b) => a - b)
              .map((each) => (
                <option key={each} value={String(each)}>
                  {t("parcel.at_most", { size: size(each) })}
                </option>
              ))}
          </select>
        </label>
      )}
      <div class="buttons">
        {onItsWay && notBefore && (
          <button type="button" class="primary" onClick={() => run(parcels.now())}>
            {t("parcel.now")}
          </button>
        )}
        {onItsWay && (
          <button type="button" onClick={() => run(parcels.pause(id))}>
            {t("parcel.pause")}
          </button>
        )}
        {(state === "paused" || state === "failed") && (
          <button type="button" class="primary" onClick={() => run(parcels.resume(id))}>
            {t(state === "paused" ? "parcel.resume" : "parcel.again")}
          </button>
        )}
        {state === "sent" && !parcel.noReceipts && (
          <button type="button" onClick={() => run(parcels.now())}>
            {t("parcel.ask_receipt")}
          </button>
        )}
        <button type="button" class={ended ? "" : "danger"} onClick={() => setAsking(true)}>
          {t(ended ? "parcel.forget" : "parcel.cancel")}…
        </button>
      </div>
    </>
  );
}
