/**
 * The vault locks by itself: when the screen is locked, and when nobody has used Keepsake for as long as the person set.
 * Closing the browser ends it in any case: the key was in memory only.
 */
import { browser } from "wxt/browser";
import { readHeader } from "../vault/gate.ts";
import { allExports, hasEnded } from "./export-states.ts";
import { getSetting } from "./settings.ts";
import { lockVault, vaultSecrets } from "./vault-keeper.ts";

const ALARM = "vault-lock";
const USED = "vault:used";
const EVERY_MINUTES = 1;
/** Written at most so often. */
const COARSE_MS = 15_000;

let noted = 0;

/** Keepsake was used: the time begins anew. */
export function noteUse(now = Date.now()): void {
  if (now - noted < COARSE_MS) return;
  noted = now;
  void browser.storage.session.set({ [USED]: now });
}

/** Sets the listeners; to be called at the start of the background, before anything is awaited. */
export function listenToRest(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== ALARM) return;
    void lockIfUnused(Date.now())
      .then(setClock)
      .catch((error: unknown) => console.error("lock", error));
  });
  browser.idle.onStateChanged.addListener((state) => {
    if (state === "locked") void lockVault().catch((error: unknown) => console.error("lock", error));
  });
}

/** The alarm runs only while there is something to lock. */
export async function setClock(): Promise<void> {
  const isOpen = (await readHeader())?.kind === "passphrase" && (await vaultSecrets()) !== null;
  if (!isOpen) await browser.alarms.clear(ALARM);
  else if (!(await browser.alarms.get(ALARM)))
    await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
}

/** An export that is being written is use: it would be cut short. */
export async function lockIfUnused(now: number): Promise<void> {
  if ((await vaultSecrets()) === null) return;
  const minutes = await getSetting("autoLock");
  const used = (await browser.storage.session.get(USED))[USED];
  if (minutes === 0 || typeof used !== "number" || now - used < minutes * 60_000) return;
  if ((await allExports()).every(hasEnded)) await lockVault();
}
