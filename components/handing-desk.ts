/** What the screens may ask for when something is handed over. Part of `desk.ts`; what weighs comes when it is asked for. */
import type { Leak } from "../lib/extension/export-messages.ts";
import type { Chosen } from "../lib/extension/leaving.ts";
import type { HandOver, Parcel } from "../lib/extension/parcel-messages.ts";
import { sendToBackground } from "../lib/extension/send.ts";
import { notYetHanded } from "../lib/vault/handed.ts";

export const handingDesk = {
  /** Ids of the captures of a case that this partner was never handed, newest first. */
  fresh: notYetHanded,
  /** What is chosen, as it is kept; what leaves of it is told by `leavingOf`. */
  read: async (ids: readonly string[]): Promise<Chosen> =>
    (await import("../lib/extension/leaving-read.ts")).readChosen(ids),
  /** Where the leak gate would stop all of it; what is withheld of it is taken off by `leaksLeft`. */
  leaks: async (ids: readonly string[], notes: boolean): Promise<Leak[]> =>
    (await import("../lib/extension/leaving-read.ts")).leaksAhead(ids, notes),
  /** One file for each case among the captures; gives their ids. */
  start: async (wish: HandOver): Promise<string[]> =>
    (await sendToBackground("parcel/start", wish)).parcelIds,
  /** How these stand. */
  standing: async (parcelIds: string[]): Promise<Parcel[]> =>
    (await sendToBackground("parcel/list", { parcelIds })).parcels,
  cancel: async (parcelId: string): Promise<void> => {
    await sendToBackground("parcel/cancel", { parcelId });
  },
};

export type { Leaving } from "../lib/extension/leaving.ts";
export type { HandOver, Parcel } from "../lib/extension/parcel-messages.ts";
