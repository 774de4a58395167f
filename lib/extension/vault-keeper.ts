/**
 * The background's hold on the vault: whether it is open, by whose choice, and the ways in and out. One step after the
 * other: two passphrases are never tried at once, and no two vaults are begun.
 */
import { browser } from "wxt/browser";
import { FaultError } from "../model/fault.ts";
import { isRestoring, readHeader } from "../vault/gate.ts";
import { newSecrets, unwrapSecrets, type VaultSecrets } from "../vault/header.ts";
import { dropKey, holdKey, useKeySource } from "../vault/keyring.ts";
import { copyOldRows, dropOldRows, hasOldRows } from "../vault/old-rows.ts";
import { beginUnchosen, changePassphrase, protect, unlock } from "../vault/protection.ts";
import { countSealed, forgetSealed } from "../vault/raw.ts";
import { beginRekey, isRekeying } from "../vault/rekey.ts";
import { forgetAll } from "../vault/restore.ts";
import { VAULT_CHANGED } from "./vault-messages.ts";
import { forgetSecrets, keepSecrets, sessionSecrets } from "./vault-session.ts";

let last: Promise<unknown> = Promise.resolve();
/** What is done once the vault is open: letters sealed, queues taken up. */
let opened: () => void = () => undefined;
/** What is ended when it was locked: sending. */
let locked: () => void = () => undefined;
/** Everything is being destroyed: what is still under way shall find neither key nor vault. */
let closed = false;

function next<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work, work);
  last = result.catch(() => undefined);
  return result;
}

/**
 * To be called at the start of the background. `whenOpened`, `whenLocked`: called after each unlocking and locking, and not
 * waited for; `ready`: waited for before anything is opened.
 */
export function keepVault(
  whenOpened: () => void,
  ready: Promise<unknown> = Promise.resolve(),
  whenLocked: () => void = () => undefined,
): void {
  opened = whenOpened;
  locked = whenLocked;
  last = ready;
  useKeySource(async () => (await vaultSecrets())?.dataKey ?? null);
}

/** The secrets while the vault is open; null: it is locked. A vault nobody chose a protection for is begun here. */
export const vaultSecrets = (): Promise<VaultSecrets | null> => next(currentSecrets);

async function currentSecrets(): Promise<VaultSecrets | null> {
  if (closed) throw new FaultError("vault-locked");
  const kept = await sessionSecrets();
  if (kept) return kept;
  const header = await readHeader();
  // A death between the header and the end of the rows in clear: they are superfluous since.
  if (header && header.kind !== "unchosen" && (await hasOldRows())) await dropOldRows();
  if (header?.kind === "passphrase") return null;
  const secrets = header?.kind === "open" ? await unwrapSecrets(header, "") : await begin(header?.lost);
  if (secrets) await keepSecrets(secrets);
  return secrets;
}

/** `lost`: of the header that says nothing was chosen; what was sealed by its secrets is gone with them. */
async function begin(lost: number | undefined): Promise<VaultSecrets | null> {
  // Rows of a time before there was a vault: what becomes of them is the person's choice.
  if (await hasOldRows()) return null;
  // A restoring was cut short: what it wrote is in the backup still, and is nobody's here. The mark stays until it is told.
  if (await isRestoring()) await forgetAll();
  const sealed = await countSealed();
  // Rows, and no header to say whose: damaged, and not ours to throw away.
  if (lost === undefined && sealed.rows > 0) throw new FaultError("vault-damaged", "no header");
  // Not even rows, and yet something was kept here: the browser lost its database, or the profile was moved without it.
  if (lost === undefined && (await wasKept())) throw new FaultError("vault-damaged", "no database");
  if (sealed.rows > 0) await forgetSealed();
  return beginUnchosen((lost ?? 0) + sealed.captures);
}

/** What a capture that ends now can be told: sealed for good, for this browser session, or not yet. */
export async function protectionNow(): Promise<"locked" | "unchosen" | "chosen"> {
  if (await isLocked()) return "locked";
  return (await readHeader())?.kind === "unchosen" ? "unchosen" : "chosen";
}

export const isLocked = async (): Promise<boolean> => (await vaultSecrets()) === null;

/** @throws FaultError `wrong-passphrase`, `vault-damaged`; `vault-locked` until all is encrypted with the passphrase. */
export async function unlockVault(passphrase: string): Promise<void> {
  await next(async () => {
    const secrets = await unlock(passphrase);
    if (await isRekeying()) throw new FaultError("vault-locked", "not encrypted anew");
    await open(secrets);
  });
}

/** A passphrase for an open vault: it is locked from now on. @throws FaultError `bad-request`. */
export async function rekeyVault(passphrase: string): Promise<void> {
  await next(async () => {
    await beginRekey(passphrase);
    await forgetSecrets();
    dropKey();
  });
  await tellPages();
}

/**
 * The person's choice; null: no passphrase. Rows of the time before are sealed first, and go in clear only when all else
 * stands. @throws FaultError `bad-request` for a choice made before or a passphrase too short; `store-full`.
 */
export async function protectVault(passphrase: string | null): Promise<void> {
  await next(async () => {
    const secrets = (await hasOldRows()) ? await sealOldRows() : await currentSecrets();
    if (!secrets) throw new FaultError("vault-locked");
    await protect(secrets, passphrase);
    await dropOldRows();
    await open(secrets);
  });
}

async function sealOldRows(): Promise<VaultSecrets> {
  const secrets = await newSecrets();
  holdKey(secrets.dataKey);
  try {
    await copyOldRows();
  } catch (error) {
    dropKey();
    throw error;
  }
  return secrets;
}

/** @throws FaultError `wrong-passphrase`, `bad-request`. */
export async function changeVault(passphrase: string, following: string): Promise<void> {
  await next(() => changePassphrase(passphrase, following));
}

/** Forgets the key, here and in every page. Does nothing where there is no passphrase to open it again. */
export async function lockVault(): Promise<void> {
  await next(async () => {
    if ((await readHeader())?.kind !== "passphrase") return;
    await forgetSecrets();
    dropKey();
    locked();
  });
  await tellPages();
}

/** Nothing is opened, begun or handed out any more by this background. */
export function closeForGood(): void {
  closed = true;
  dropKey();
}

async function open(secrets: VaultSecrets): Promise<void> {
  if (closed) throw new FaultError("vault-locked");
  await noteKept();
  await keepSecrets(secrets);
  holdKey(secrets.dataKey);
  await tellPages();
  opened();
}

/** In `storage.local`, where nothing else lies: that there is something to be missed, should the databases be lost. */
const KEPT = "k";
const noteKept = (): Promise<void> =>
  browser.storage.local
    .set({ [KEPT]: 1 })
    .catch((error: unknown) => console.info("no mark", error instanceof Error ? error.name : ""));
const wasKept = async (): Promise<boolean> => KEPT in (await browser.storage.local.get(KEPT));

/** To whatever page of ours is open: forget the key and what you show. */
export async function tellPages(): Promise<void> {
  try {
    await browser.runtime.sendMessage({ kind: VAULT_CHANGED });
  } catch {
    // No page of ours is open: nobody to tell.
    return;
  }
}
