/** What the screens may ask for when something is handed over. Part of `desk.ts`; what weighs comes when it is asked for. */
import type { Leak } from "../lib/extension/export-messages.ts";
import type { Leaving } from "../lib/extension/leaving.ts";
import type { HandOver, Parcel } from "../lib/extension/parcel-messages.ts";
import { sendToBackground } from "../lib/extension/send.ts";
import type { WithholdChoice } from "../lib/extension/withhold-messages.ts";
import { notYetHanded } from "../lib/vault/handed.ts";

export const handingDesk = {
  /** Ids of the captures of a case that this partner was never handed, newest first. */
  fresh: notYetHanded,
  leaving: async (ids: readonly string[], choices: readonly WithholdChoice[]): Promise<Leaving> =>
    (await import("../lib/extension/leaving.ts")).whatLeaves(ids, choices),
  /** Where the leak gate would stop it. */
  leaks: async (
    ids: readonly string[],
    choices: readonly WithholdChoice[],
    notes: boolean,
  ): Promise<Leak[]> => (await import("../lib/extension/leaving.ts")).leaksAhead(ids, choices, notes),
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
