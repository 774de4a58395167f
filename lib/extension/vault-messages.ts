/** The messages about the vault's protection, part of the table in `messages.ts`. A passphrase travels in memory only, to the background and nowhere else. */
import { z } from "zod";

const nothing = z.strictObject({});
const Passphrase = z.string().max(1000);

/** Minutes without use after which the vault locks; 0: when the browser is closed. */
export const AUTO_LOCK = [5, 15, 60, 0] as const;
export const AutoLock = z.literal(AUTO_LOCK);
export type AutoLock = z.infer<typeof AutoLock>;

export const VaultState = z.strictObject({
  /**
   * `unchosen`: the person has not said yet how it shall be protected; what is kept is gone with the browser. `damaged`:
   * what would open it is lost or altered; nothing was thrown away, and a backup can open it again.
   */
  protection: z.enum(["unchosen", "passphrase", "open", "damaged"]),
  locked: z.boolean(),
  /** An open vault was given a passphrase, and not all is encrypted with it yet: done when it is unlocked next. */
  anew: z.boolean(),
  /** A restoring was cut short, and nothing of it was kept. */
  halfRestored: z.boolean(),
  /** Captures that wait to be sealed, because they were had while it was locked. */
  held: z.int().nonnegative(),
  /** Those that could not be opened or sealed when it was unlocked; they are still there. */
  unreadable: z.int().nonnegative(),
  /** Captures that went with the browser because nothing had been chosen. */
  lost: z.int().nonnegative(),
  /** Null while locked: the setting is sealed too. */
  autoLock: AutoLock.nullable(),
});
export type VaultState = z.infer<typeof VaultState>;

/** From our own pages to the background. */
export const vaultFromOwnPages = {
  "vault/state": { request: nothing, reply: VaultState },
  /** The data key (base64) for a page that reads the vault; null while it is locked. */
  "vault/key": { request: nothing, reply: z.strictObject({ key: z.string().nullable() }) },
  /** The person's choice: a passphrase, or none. */
  "vault/protect": { request: z.strictObject({ passphrase: Passphrase.nullable() }), reply: nothing },
  /** A passphrase for a vault that has none: it is locked, and whoever unlocks it encrypts everything anew first. */
  "vault/rekey": { request: z.strictObject({ passphrase: Passphrase }), reply: nothing },
  "vault/unlock": { request: z.strictObject({ passphrase: Passphrase }), reply: nothing },
  /** The person is at work in a page of ours: the time without use begins anew. */
  "vault/used": { request: nothing, reply: nothing },
  "vault/lock": { request: nothing, reply: nothing },
  "vault/change": { request: z.strictObject({ passphrase: Passphrase, next: Passphrase }), reply: nothing },
  "vault/auto-lock": { request: z.strictObject({ minutes: AutoLock }), reply: nothing },
} as const;

/** From the background to whatever page of ours is open: forget the key and what you show. */
export const VAULT_CHANGED = "vault/changed";
