/** What the screens may ask for, in one object: reading the vault, asking the background. Loaded after the first paint. */
import type { ExportState, Settings } from "../lib/extension/messages.ts";
import type { PackState } from "../lib/extension/pack-messages.ts";
import { panicKeys } from "../lib/extension/panic-key.ts";
import { sendToBackground } from "../lib/extension/send.ts";
import { CAPTURE_AT_MOST, spaceNow } from "../lib/extension/space.ts";
import type { StampSettings } from "../lib/extension/stamp-messages.ts";
import type { AutoLock, VaultState } from "../lib/extension/vault-messages.ts";
import {
  isBlindPage,
  openInPage,
  restoreInPage,
  saveBackup,
  tellUse,
  unlockInPage,
} from "../lib/extension/vault-page.ts";
import type { WithholdChoice } from "../lib/extension/withhold-messages.ts";
import { implied, previewOf, type WitnessFact, withholdable } from "../lib/extension/withholding.ts";
import type { PackFacts } from "../lib/model/pack.ts";
import {
  type AnchorFacts,
  allUnanchored,
  anchorFacts,
  type Unanchored,
  watchAnchors,
} from "../lib/vault/anchors.ts";
import {
  captureIds,
  countCaptures,
  listCaptures,
  readArtefact,
  readCapture,
  watchCaptures,
} from "../lib/vault/captures.ts";
import { watchCases } from "../lib/vault/case-list.ts";
import { readHistory } from "../lib/vault/history.ts";
import { watchLooks } from "../lib/vault/looks.ts";
import { countNotes, readNote } from "../lib/vault/notes.ts";
import { handingDesk } from "./handing-desk.ts";
import { parcelDesk } from "./parcel-desk.ts";
import { partnerDesk } from "./partner-desk.ts";

// What a page shows is forgotten with the key: it begins anew, locked or not.
openInPage(() => location.reload());
tellUse(document);

export const desk = {
  /** A private window's page in Firefox, where the browser gives pages no storage: it can have things kept, and read nothing. */
  isBlind: isBlindPage(),
  vault: {
    state: (): Promise<VaultState> => sendToBackground("vault/state", {}),
    /** `onRow`: rows encrypted anew before it opens, where that is due, and how many there are. */
    unlock: unlockInPage,
    /** A passphrase for a vault that has none. This page begins anew. */
    rekey: async (passphrase: string): Promise<void> => {
      await sendToBackground("vault/rekey", { passphrase });
    },
    /** The first choice; null: no passphrase. */
    protect: async (passphrase: string | null): Promise<void> => {
      await sendToBackground("vault/protect", { passphrase });
    },
    lock: async (): Promise<void> => {
      await sendToBackground("vault/lock", {});
    },
    change: async (passphrase: string, next: string): Promise<void> => {
      await sendToBackground("vault/change", { passphrase, next });
    },
    setAutoLock: async (minutes: AutoLock): Promise<void> => {
      await sendToBackground("vault/auto-lock", { minutes });
    },
    backup: saveBackup,
    restore: restoreInPage,
  },
  /** Room for what is kept; `ask`: also for the browser's promise to keep it. */
  space: spaceNow,
  /** Bytes: the most that one capture can take. */
  captureAtMost: CAPTURE_AT_MOST,
  /** Destroys everything. This page closes before an answer comes. */
  panic: async (): Promise<void> => {
    await sendToBackground("panic/now", {});
  },
  panicKey: panicKeys,
  /** Cards, newest first; `before` a sequence number. */
  list: listCaptures,
  count: countCaptures,
  /** Ids alone, newest first; `after` a sequence number. */
  ids: captureIds,
  read: readCapture,
  artefact: readArtefact,
  watch: watchCaptures,
  remove: async (captureIds: string[]): Promise<void> => {
    await sendToBackground("capture/delete", { captureIds });
  },
  /** One job for each case among the captures. `withhold`: what is left out, for each that is not exported whole; `disclose`: what of the witness goes along. */
  startExport: async (
    captureIds: string[],
    notes = false,
    withhold: WithholdChoice[] = [],
    disclose: WitnessFact[] = [],
  ): Promise<string[]> =>
    (await sendToBackground("export/start", { captureIds, notes, withhold, disclose })).jobIds,
  withholding: { open: withholdable, implied, preview: previewOf },
  exportState: (jobId: string): Promise<ExportState> => sendToBackground("export/state", { jobId }),
  /** Captures, and the number of exports, cut short since the last acknowledgement. */
  interrupted: async (): Promise<{ captureIds: string[]; exports: number }> => {
    const { interrupted, exports } = await sendToBackground("journal/interrupted", {});
    return { captureIds: interrupted.map(({ captureId }) => captureId), exports };
  },
  settings: (): Promise<Settings> => sendToBackground("settings/read", {}),
  /** Changes what is named, and nothing else. */
  setSettings: async (settings: Partial<Settings>): Promise<void> => {
    await sendToBackground("settings/write", settings);
  },
  /** Asks for a second look at a capture; it is made in the background. */
  lookAgain: async (captureId: string): Promise<void> => {
    await sendToBackground("look/ask", { captureId });
  },
  watchLooks,
  cases: {
    /** Calls with all cases, oldest first, now and at each change. */
    watch: watchCases,
    /** What the custody log of a case tells, newest last. */
    history: readHistory,
    /** Makes a case and makes it the active one; gives its id. */
    create: async (name: string): Promise<string> => (await sendToBackground("case/create", { name })).caseId,
    rename: async (caseId: string, name: string): Promise<void> => {
      await sendToBackground("case/rename", { caseId, name });
    },
    choose: async (caseId: string): Promise<void> => {
      await sendToBackground("case/choose", { caseId });
    },
    remove: async (caseId: string): Promise<void> => {
      await sendToBackground("case/delete", { caseId });
    },
  },
  notes: {
    read: readNote,
    /** How many of these captures have one. */
    count: countNotes,
    /** Text of nothing takes the note away. */
    write: async (captureId: string, text: string): Promise<void> => {
      await sendToBackground("note/write", { captureId, text });
    },
  },
  partners: partnerDesk,
  handing: handingDesk,
  parcels: parcelDesk,
  packs: {
    state: (): Promise<PackState> => sendToBackground("pack/state", {}),
    /** Verifies a pack file's text; nothing is kept. */
    look: (file: string): Promise<PackFacts> => sendToBackground("pack/look", { file }),
    use: async (file: string, keyId: string): Promise<void> => {
      await sendToBackground("pack/use", { file, keyId });
    },
    remove: async (forget: boolean): Promise<void> => {
      await sendToBackground("pack/remove", { forget });
    },
  },
  stamps: {
    read: (): Promise<StampSettings> => sendToBackground("stamps/read", {}),
    write: async (settings: StampSettings): Promise<void> => {
      await sendToBackground("stamps/write", settings);
    },
    /** Asks at once for what waits; answers when it was tried. `online`: this page was just told of a connection. */
    ask: async (online = false): Promise<void> => {
      await sendToBackground("stamps/ask", online ? { online } : {});
    },
    /** What trusted time says of one capture, now and whenever it changes. */
    watchOne: (caseId: string, seq: number, onChange: (facts: AnchorFacts) => void) =>
      watchAnchors(() => anchorFacts(caseId, seq), onChange),
    /** The captures that have none; null: there are none such. */
    watchAll: (onChange: (open: Unanchored | null) => void) => watchAnchors(allUnanchored, onChange),
  },
  acknowledge: async (captureIds: string[]): Promise<void> => {
    await sendToBackground("journal/acknowledge", { captureIds });
  },
};

export type Desk = typeof desk;
export type { ExportState } from "../lib/extension/messages.ts";
export type { Authority, StampSettings } from "../lib/extension/stamp-messages.ts";
export { AUTO_LOCK, type VaultState } from "../lib/extension/vault-messages.ts";
export type { WithholdChoice } from "../lib/extension/withhold-messages.ts";
export type {
  Implied,
  Leaf,
  Preview,
  Region,
  Withholdable,
  WitnessFact,
} from "../lib/extension/withholding.ts";
export type { PackFacts } from "../lib/model/pack.ts";
export type { AnchorFacts, Unanchored as UnanchoredFacts } from "../lib/vault/anchors.ts";
export type { CaptureCard } from "../lib/vault/card.ts";
export type { CaseCard } from "../lib/vault/case-list.ts";
export type { History } from "../lib/vault/history.ts";
export type { LookRow } from "../lib/vault/looks.ts";
export type { HandOver, Leaving, Parcel } from "./handing-desk.ts";
export type { BrokenPartner, KeptPartner, LookedAt } from "./partner-desk.ts";
