/** What the store needs once after each start of the browser. */
import { browser } from "wxt/browser";
import { settleStore } from "#browser";
import { gate } from "../vault/gate.ts";
import { isThere } from "../vault/raw.ts";

const SETTLED = "settled";

/** Where nothing was ever kept it leaves nothing either. */
export async function settleOnce(): Promise<void> {
  if (SETTLED in (await browser.storage.session.get(SETTLED))) return;
  await browser.storage.session.set({ [SETTLED]: true });
  if (await isThere(gate.name)) await settleStore();
}
