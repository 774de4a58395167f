/**
 * Quiet mode: nothing of ours in pages, no badge. Not in the vault with the other settings, for it has to hold while that is
 * locked; under a name that tells nothing, and absent unless it is on.
 */
import { browser } from "wxt/browser";

const KEY = "q";

export async function isQuiet(): Promise<boolean> {
  return KEY in (await browser.storage.local.get(KEY));
}

/** For pages that are opened or reloaded from now on. */
export async function setQuiet(on: boolean): Promise<void> {
  if (on) await browser.storage.local.set({ [KEY]: 1 });
  else await browser.storage.local.remove(KEY);
}
