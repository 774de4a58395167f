/** One line about deliveries, where one is on its way or wants the person's attention. */
import type { Desk } from "../desk.ts";
import { size } from "../format.ts";
import { isOpen, useParcels } from "../parcels/parcels.ts";
import { t } from "../words.ts";

export function OnTheWay({ desk, archiveUrl }: { desk: Pick<Desk, "parcels">; archiveUrl: string }) {
  const open = useParcels(desk)?.filter(isOpen) ?? [];
  if (open.length === 0) return null;
  const failed = open.filter(({ state }) => state === "failed").length;
  const sending = open.find(({ state }) => state === "sending");
  return (
    <p class={failed > 0 ? "banner banner-failed" : "quiet"} role="status">
      <a href={`${archiveUrl}#/parcels`} target="_blank" rel="noopener">
        {failed > 0 ? t("parcel.popup_failed", failed) : t("parcel.popup_open", open.length)}
      </a>
      {failed === 0 &&
        sending &&
        ` ${t("parcel.popup_far", { done: size(sending.sent), total: size(sending.bytes) })}`}
    </p>
  );
}
