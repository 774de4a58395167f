/** Switching trusted time on and off, and choosing who is asked. */
import { browser } from "wxt/browser";
import { FaultError } from "../model/fault.ts";
import { dropWaitingStamps } from "../vault/stamps.ts";
import { originOfAuthority } from "./authority-origin.ts";
import { getSetting, setSetting } from "./settings.ts";
import { isCertificate } from "./stamp-check.ts";
import type { StampSettings } from "./stamp-messages.ts";
import { askDue } from "./stamps.ts";

/**
 * Keeps the person's choice. What waits for an authority no longer chosen is forgotten, and the browser's permission
 * for its address given back; what is already kept but has no trusted time is asked for in its turn.
 * @throws FaultError `bad-request`: none chosen, or a root that is no certificate; `store-full`, `store-unavailable`
 */
export async function chooseAuthorities(wished: StampSettings): Promise<void> {
  if (wished.on && wished.authorities.length === 0) throw new FaultError("bad-request", "no authority");
  for (const { root } of wished.authorities)
    if (root !== null && !isCertificate(root)) throw new FaultError("bad-request", "root");
  const before = await getSetting("trustedTime");
  await setSetting("trustedTime", wished);
  const kept = wished.on ? wished.authorities.map(({ url }) => url) : [];
  await dropWaitingStamps(kept);
  const origins = new Set(kept.map(originOfAuthority));
  for (const { url } of before.authorities)
    if (!origins.has(originOfAuthority(url))) await giveBack(originOfAuthority(url));
  void askDue();
}

async function giveBack(origin: string): Promise<void> {
  try {
    await browser.permissions.remove({ origins: [origin] });
  } catch (error) {
    // Part of the manifest, or of a wider grant: nothing to give back.
    console.info("permission stays", error instanceof Error ? error.name : "");
  }
}
