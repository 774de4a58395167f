/** How far a delivery is, in a sentence, with a bar where something moves. */
import type { Parcel } from "../desk.ts";
import { size, timeLeft } from "../format.ts";
import { Progress } from "../Progress.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

export function Standing({ parcel, place }: { parcel: Parcel; place: number }) {
  const { state, how, bytes, expected, sent, fault, notBefore, noReceipts } = parcel;
  const total = Math.max(expected, bytes);
  const parts = { done: size(sent), total: size(bytes) };
  switch (state) {
    case "making":
      return (
        <Progress
          label={t("parcel.making", { done: size(bytes), total: size(total) })}
          spoken={t("parcel.making_spoken")}
          done={bytes}
          total={total}
        />
      );
    case "sending":
      return (
        <Progress
          label={`${t("parcel.sending", parts)}${pace(parcel)}`}
          spoken={t("parcel.sending_spoken")}
          done={sent}
          total={bytes}
        />
      );
    case "ready":
      if (how === "save") return <Progress label={t("export.saving")} />;
      if (notBefore)
        return (
          <p role="status">
            {t("parcel.again_at")} <Time value={notBefore} />
          </p>
        );
      return <p role="status">{place > 0 ? t("parcel.waits_as", { place }) : t("parcel.waits")}</p>;
    case "paused":
      return <p role="status">{t("parcel.paused", parts)}</p>;
    case "sent":
      return (
        <p role="status" class="mark mark-reduced">
          {t(noReceipts ? "parcel.sent_only" : "parcel.sent")}
        </p>
      );
    case "delivered":
      return (
        <p role="status" class="mark mark-done">
          ✓ {t("parcel.delivered")}
        </p>
      );
    case "saved":
      return <p role="status">{t("parcel.saved")}</p>;
    case "failed":
      return fault ? null : <p role="status">{t("parcel.failed")}</p>;
  }
}

/** ` · 120 kB/s · about 3 min left`, as far as known. */
function pace({ speed, bytes, sent }: Parcel): string {
  if (!speed || speed < 1) return "";
  const left = t("parcel.left", { time: timeLeft((bytes - sent) / speed) });
  return ` · ${t("parcel.speed", { size: size(speed) })} · ${left}`;
}
