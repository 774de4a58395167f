/** What is done whenever the vault has been opened: captures that waited are sealed, and what rests on reading is begun. */
import { enterInterrupted } from "../vault/failed.ts";
import { interruptAll } from "../vault/journal.ts";
import { setClock } from "./auto-lock.ts";
import { notedOf } from "./begun.ts";
import { sealLetters } from "./letters.ts";
import { startLooks } from "./looks.ts";
import { turnQueue } from "./parcel-queue.ts";
import { askDue } from "./stamps.ts";
import { vaultSecrets } from "./vault-keeper.ts";

/** What was begun before this worker was is cut short. */
const began = Date.now();
let swept = false;
let failed = 0;
let under: Promise<void> = Promise.resolve();

/** Letters that could not be opened or sealed when it was last tried. */
export const unreadableLetters = (): number => failed;

/**
 * To be called at the start of the background and after each unlocking; does nothing while the vault is locked.
 * `ready`: looks are begun after it.
 */
export function takeUp(ready: Promise<unknown>): Promise<void> {
  const run = () => work(ready);
  under = under.then(run, run);
  return under;
}

async function work(ready: Promise<unknown>): Promise<void> {
  const secrets = await vaultSecrets();
  await setClock();
  if (!secrets) return;
  if (!swept) await interruptAll(began);
  swept = true;
  failed = await sealLetters(secrets.identity, async (captureId) => (await notedOf(captureId)) !== null);
  await enterInterrupted();
  void askDue();
  await ready;
  void turnQueue();
  startLooks();
}
