/** Answers about the vault's protection. */
import { toBase64 } from "../evidence/bytes.ts";
import { toFault } from "../model/fault.ts";
import { isRestoring, letterIds, readHeader } from "../vault/gate.ts";
import { isRekeying } from "../vault/rekey.ts";
import type { Handlers } from "./answer.ts";
import { noteUse } from "./auto-lock.ts";
import { getSetting, setSetting } from "./settings.ts";
import {
  changeVault,
  isLocked,
  lockVault,
  protectVault,
  rekeyVault,
  unlockVault,
  vaultSecrets,
} from "./vault-keeper.ts";
import type { VaultState, vaultFromOwnPages } from "./vault-messages.ts";
import { unreadableLetters } from "./vault-opened.ts";

async function state(): Promise<VaultState> {
  try {
    return await soundState();
  } catch (error) {
    if (toFault(error).code !== "vault-damaged") throw error;
    const held = (await letterIds()).length;
    const nothing = { anew: false, halfRestored: false, unreadable: 0, lost: 0, autoLock: null };
    return { protection: "damaged", locked: true, held, ...nothing };
  }
}

async function soundState(): Promise<VaultState> {
  const locked = await isLocked();
  const [header, letters] = [await readHeader(), await letterIds()];
  return {
    protection: header?.kind ?? "unchosen",
    locked,
    anew: await isRekeying(),
    halfRestored: header?.kind === "unchosen" && (await isRestoring()),
    held: letters.length,
    unreadable: Math.min(unreadableLetters(), letters.length),
    lost: header?.kind === "unchosen" ? header.lost : 0,
    autoLock: locked ? null : await getSetting("autoLock"),
  };
}

export const vaultHandlers: Handlers<typeof vaultFromOwnPages, unknown> = {
  "vault/state": () => state(),
  async "vault/key"() {
    noteUse();
    const secrets = await vaultSecrets();
    return { key: secrets ? toBase64(secrets.dataKey) : null };
  },
  async "vault/protect"({ passphrase }) {
    await protectVault(passphrase);
    noteUse();
    return {};
  },
  async "vault/rekey"({ passphrase }) {
    await rekeyVault(passphrase);
    return {};
  },
  async "vault/unlock"({ passphrase }) {
    await unlockVault(passphrase);
    noteUse();
    return {};
  },
  async "vault/used"() {
    noteUse();
    return {};
  },
  async "vault/lock"() {
    await lockVault();
    return {};
  },
  async "vault/change"({ passphrase, next }) {
    await changeVault(passphrase, next);
    return {};
  },
  async "vault/auto-lock"({ minutes }) {
    await setSetting("autoLock", minutes);
    return {};
  },
};
