/**
 * What can be read while the vault is locked, in a database of its own: the header, which tells nothing without the
 * passphrase, and letters, which only the unlocked vault can open. Neither goes in unless it has that form.
 */
import { Dexie, type Table } from "dexie";
import { FaultError } from "../model/fault.ts";
import { isCiphertext } from "./blob.ts";
import { VaultHeader } from "./header.ts";
import { storing } from "./storing.ts";

/** A capture that was had while the vault was locked, encrypted to it. `id`: random, of the letter alone. */
export interface LetterRow {
  id: string;
  cipher: Blob;
}

class Gate extends Dexie {
  declare headers: Table<{ id: string; header: VaultHeader }, string>;
  declare letters: Table<LetterRow, string>;

  constructor() {
    super("gate", { chromeTransactionDurability: "strict", cache: "disabled" });
    this.version(1).stores({ headers: "id", letters: "id" });
  }
}

export const gate = new Gate();
const ONLY = "header";

/** The header; null where there is none. @throws FaultError `vault-damaged` where it is not one. */
export async function readHeader(): Promise<VaultHeader | null> {
  const row = await storing(() => gate.headers.get(ONLY));
  if (!row) return null;
  const parsed = VaultHeader.safeParse(row.header);
  if (!parsed.success) throw new FaultError("vault-damaged", "header");
  return parsed.data;
}

/** Puts a header in the place of the one before. @throws FaultError `store-full`, `store-unavailable`. */
export async function writeHeader(header: VaultHeader): Promise<void> {
  await storing(() => gate.headers.put({ id: ONLY, header: VaultHeader.parse(header) }));
}

/** Keeps a letter, in the place of one of the same id. @throws FaultError `store-full`, `store-unavailable`. */
export async function putLetter(row: LetterRow): Promise<void> {
  if (!isCiphertext(row.cipher)) throw new FaultError("seal-failed", "a letter in clear");
  await storing(() => gate.letters.put(row));
}

export const letterIds = (): Promise<string[]> => storing(() => gate.letters.toCollection().primaryKeys());
export const getLetter = (id: string): Promise<LetterRow | undefined> => storing(() => gate.letters.get(id));
export const dropLetter = (id: string): Promise<void> => storing(() => gate.letters.delete(id));
