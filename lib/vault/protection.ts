/**
 * How the vault is protected, and the few changes of that: chosen once, opened, given another passphrase. The secrets
 * never leave memory except wrapped; whoever calls keeps them where only this browser session can read them.
 */
import { FaultError } from "../model/fault.ts";
import { dropRestoring, readHeader, writeHeader } from "./gate.ts";
import { newSecrets, unwrapSecrets, type VaultSecrets, wrapSecrets } from "./header.ts";
import { PASSPHRASE_LEAST } from "./passphrase.ts";

/**
 * The person's choice for a vault that has none yet: a passphrase, or none (null). An open one gets a passphrase by
 * `rekey.ts` alone: its key lay on the disk, and a passphrase over that key would promise what it cannot keep.
 * @throws FaultError `bad-request` for one too short or a choice that was made before.
 */
export async function protect(secrets: VaultSecrets, passphrase: string | null): Promise<void> {
  const header = await readHeader();
  if (header !== null && header.kind !== "unchosen") throw new FaultError("bad-request", "chosen already");
  await writeHeader(await wrapSecrets(secrets, checkedPassphrase(passphrase)));
  await dropRestoring();
}

/** @throws FaultError `wrong-passphrase`, `vault-damaged`; `not-found` where nothing is protected yet. */
export async function unlock(passphrase: string): Promise<VaultSecrets> {
  const header = await readHeader();
  if (header === null || header.kind === "unchosen") throw new FaultError("not-found", "no vault");
  return unwrapSecrets(header, passphrase);
}

/** The same secrets under another passphrase: nothing that is kept is written anew. @throws as `unlock` */
export async function changePassphrase(passphrase: string, next: string): Promise<void> {
  const secrets = await unlock(passphrase);
  await writeHeader(await wrapSecrets(secrets, checkedPassphrase(next)));
}

/**
 * A vault for those who have not chosen yet: its secrets are nowhere but in memory, and a mark says so. What is captured
 * meanwhile is gone with the browser unless the person chooses before.
 */
export async function beginUnchosen(lost: number): Promise<VaultSecrets> {
  const secrets = await newSecrets();
  await writeHeader({ v: 1, kind: "unchosen", id: secrets.id, recipient: secrets.recipient, lost });
  return secrets;
}

/** @throws FaultError `bad-request` for one too short. */
export function checkedPassphrase<T extends string | null>(passphrase: T): T {
  if (passphrase !== null && [...passphrase.normalize("NFKC")].length < PASSPHRASE_LEAST)
    throw new FaultError("bad-request", "passphrase too short");
  return passphrase;
}
