/** What the screens may ask for about deliveries: reading the queue, asking the background. Part of `desk.ts`. */
import type { Parcel } from "../lib/extension/parcel-messages.ts";
import { sendToBackground } from "../lib/extension/send.ts";
import { watchParcels } from "../lib/vault/parcels.ts";

export const parcelDesk = {
  /** All deliveries as they stand, in the order of the queue. */
  list: async (): Promise<Parcel[]> => (await sendToBackground("parcel/list", {})).parcels,
  /** Calls now and at each change that lasts; how far something is at a moment is told by `list` alone. */
  watch: (onChange: () => void): (() => void) => watchParcels(onChange),
  pause: async (parcelId: string): Promise<void> => {
    await sendToBackground("parcel/pause", { parcelId });
  },
  resume: async (parcelId: string): Promise<void> => {
    await sendToBackground("parcel/resume", { parcelId });
  },
  cancel: async (parcelId: string): Promise<void> => {
    await sendToBackground("parcel/cancel", { parcelId });
  },
  /** Bytes a second; null: as fast as it goes. */
  limit: async (parcelId: string, limit: number | null): Promise<void> => {
    await sendToBackground("parcel/limit", { parcelId, limit });
  },
  /** Tries at once what waits. */
  now: async (): Promise<void> => {
    await sendToBackground("parcel/now", {});
  },
  /** Hands in the text of a receipt; gives the delivery that it is of. */
  handIn: async (receipt: string): Promise<string> =>
    (await sendToBackground("parcel/receipt", { receipt })).parcelId,
};
