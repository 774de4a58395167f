/** The vault in a page of ours: the key comes from the background, and a page that learns of a lock forgets all it shows. */
import { browser } from "wxt/browser";
import { fromBase64, plain, toHex } from "../evidence/bytes.ts";
import { writeBackup } from "../vault/backup.ts";
import { dropKey, renewKey, useKeySource } from "../vault/keyring.ts";
import { finishRekey } from "../vault/rekey.ts";
import { dropForeign, restoreBackup } from "../vault/restore.ts";
import { sendToBackground } from "./send.ts";
import { openSealedSink, removeSealedSink } from "./sink.ts";
import { VAULT_CHANGED } from "./vault-messages.ts";

/** `onChange`: what else there is to forget, when the vault was locked, unlocked or protected otherwise. */
export function openInPage(onChange: () => void): void {
  useKeySource(async () => {
    const { key } = await sendToBackground("vault/key", {});
    return key === null ? null : fromBase64(key);
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: { url?: string | undefined }) => {
    if ((message as { kind?: unknown } | null)?.kind !== VAULT_CHANGED) return undefined;
    // A content script could say so too, and would only make pages begin anew again and again.
    if (!sender.url?.startsWith(browser.runtime.getURL("/"))) return undefined;
    void renewKey().catch(dropKey).finally(onChange);
    return undefined;
  });
}

/** Firefox gives the pages of a private window no storage; in Chromium ours always belong to the windows that are not private. */
export const isBlindPage = (): boolean => browser.extension.inIncognitoContext === true;

const SAY_EVERY_MS = 30_000;

/** Whoever reads in this page uses Keepsake, though nothing else asks the background for anything. */
export function tellUse(page: EventTarget): void {
  let said = 0;
  const say = () => {
    if (Date.now() - said < SAY_EVERY_MS) return;
    said = Date.now();
    // The background may be on its way down: the next gesture says it again.
    sendToBackground("vault/used", {}).catch((error: unknown) => console.info("use not told", error));
  };
  for (const gesture of ["pointerdown", "keydown", "wheel"])
    page.addEventListener(gesture, say, { passive: true });
}

/** Writes a backup and hands it to the browser's downloads. It is sealed as it is written, on the extension's own disk too. */
export async function saveBackup(onRow: (done: number, all: number) => void): Promise<void> {
  const name = `backup-${toHex(crypto.getRandomValues(new Uint8Array(4)))}.bin`;
  const sink = await openSealedSink(name);
  const writer = sink.writable.getWriter();
  try {
    for await (const chunk of writeBackup(onRow)) await writer.write(plain(chunk));
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
  const url = URL.createObjectURL(await sink.finish());
  const id = await browser.downloads.download({ url, filename: name, saveAs: false });
  void removeWhenSaved(id).catch((error: unknown) => console.info("backup not cleared away", error));
}

const LOOK_EVERY_MS = 1000;

/** The extension's own copy goes when the browser's stands. */
async function removeWhenSaved(id: number): Promise<void> {
  for (;;) {
    const [item] = await browser.downloads.search({ id });
    if (item?.state !== "in_progress") return removeSealedSink();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/**
 * Opens the vault. Where a passphrase was just set for an open one, all is encrypted with it first, here, where memory and
 * time last as long as the page. @throws FaultError `wrong-passphrase`, `vault-damaged`, `store-full`.
 */
export async function unlockInPage(
  passphrase: string,
  onRow: (done: number, all: number) => void,
): Promise<void> {
  await finishRekey(passphrase, onRow);
  await sendToBackground("vault/unlock", { passphrase });
}

/** Restores a backup here, where memory lasts as long as the person waits, and has the background open it. */
export async function restoreInPage(file: Blob, passphrase: string): Promise<void> {
  const done = await restoreBackup(file, passphrase);
  await sendToBackground("vault/unlock", { passphrase });
  // Never where a header was mended: a row that is damaged stays for whoever may mend that.
  if (done === "restored") await dropForeign(passphrase);
}
