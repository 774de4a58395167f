/**
 * The data key while the vault is open: in memory only, and out of it come the keys of rows, indexes and files. How this
 * context comes by the data key (a browser's session storage, a message) is told by whoever starts it.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, plain, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";

export interface VaultKeys {
  rows: Bytes;
  indexes: Bytes;
  files: Bytes;
}

export const DATA_KEY_BYTES = 32;

/** Gives the 32 bytes of the data key, or null while the vault is locked. */
export type KeySource = () => Promise<Uint8Array | null>;

let source: KeySource = async () => null;
let held: VaultKeys | null = null;

/** The keys that follow from a data key (HKDF-SHA256, RFC 5869), each for one purpose. */
export function deriveKeys(dataKey: Uint8Array): VaultKeys {
  const derive = (purpose: string) =>
    plain(hkdf(sha256, dataKey, undefined, utf8(`keepsake-vault-v1 ${purpose}`), DATA_KEY_BYTES));
  return { rows: derive("rows"), indexes: derive("indexes"), files: derive("files") };
}

/** Where this context asks for the data key when it has none. */
export function useKeySource(asked: KeySource): void {
  source = asked;
}

/** The vault is open: holds what follows from `dataKey`, which the caller may wipe. */
export function holdKey(dataKey: Uint8Array): void {
  dropKey();
  held = deriveKeys(dataKey);
}

/** The vault is locked: overwrites what was held. Copies that the engine made are beyond reach. */
export function dropKey(): void {
  for (const key of held ? Object.values(held) : []) key.fill(0);
  held = null;
}

/** Asks the source, unless a key is held. To be awaited before any transaction. */
export async function loadKey(): Promise<void> {
  if (held) return;
  const dataKey = await source();
  if (dataKey) holdKey(dataKey);
}

/** Asks the source again, after a change: holds what it gives now, or nothing. */
export async function renewKey(): Promise<void> {
  const dataKey = await source();
  if (dataKey) holdKey(dataKey);
  else dropKey();
}

/** @throws FaultError `vault-locked`. */
export function heldKeys(): VaultKeys {
  if (!held) throw new FaultError("vault-locked");
  return held;
}
