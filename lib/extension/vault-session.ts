/**
 * The unlocked vault's secrets in `storage.session`: in memory, gone with the browser, never seen by content scripts. The
 * worker dies after half a minute of rest; without this, so would the passphrase's work each time.
 */
import { browser } from "wxt/browser";
import { z } from "zod";
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import type { VaultSecrets } from "../vault/header.ts";

const KEY = "vault:secrets";
const Kept = z.strictObject({
  id: z.string(),
  dataKey: z.string(),
  identity: z.string(),
  recipient: z.string(),
});

/** The secrets of this browser session; null: none. */
export async function sessionSecrets(): Promise<VaultSecrets | null> {
  const kept = Kept.safeParse((await browser.storage.session.get(KEY))[KEY]);
  const dataKey = kept.success ? fromBase64(kept.data.dataKey) : null;
  return kept.success && dataKey ? { ...kept.data, dataKey } : null;
}

export async function keepSecrets(secrets: VaultSecrets): Promise<void> {
  await browser.storage.session.set({ [KEY]: { ...secrets, dataKey: toBase64(secrets.dataKey) } });
}

export async function forgetSecrets(): Promise<void> {
  await browser.storage.session.remove(KEY);
}
