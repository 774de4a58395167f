/**
 * What can be read while the vault is locked, in a database of its own: the header, which tells nothing without the
 * passphrase, and letters, which only the unlocked vault can open. Neither goes in unless it has that form.
 */
import { Dexie, type Table } from "dexie";
import { FaultError } from "../model/fault.ts";
import { isCiphertext } from "./blob.ts";
import { HEADER_VERSION, VaultHeader } from "./header.ts";
import { doorOfOurs } from "./own-door.ts";
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
    super("gate", {
      chromeTransactionDurability: "strict",
      cache: "disabled",
      indexedDB: doorOfOurs(() => gate),
    });
    this.version(1).stores({ headers: "id", letters: "id" });
  }
}

export const gate = new Gate();
const ONLY = "header";
/** While everything is encrypted anew under the header: the one it was under before. */
const BEFORE = "before";

/** The header; null where there is none. @throws FaultError `vault-damaged` where it is not one. */
export const readHeader = (): Promise<VaultHeader | null> => read(ONLY);
/** The header of before, until nothing lies under it any more. @throws as `readHeader` */
export const readBefore = (): Promise<VaultHeader | null> => read(BEFORE);

async function read(id: string): Promise<VaultHeader | null> {
  const row = await storing(() => gate.headers.get(id));
  if (!row) return null;
  const { v } = row.header as { v?: unknown };
  if (typeof v === "number" && v > HEADER_VERSION) throw new FaultError("store-newer", "header");
  const parsed = VaultHeader.safeParse(row.header);
  if (!parsed.success) throw new FaultError("vault-damaged", "header");
  return parsed.data;
}

/** Puts a header in the place of the one before. @throws FaultError `store-full`, `store-unavailable`. */
export async function writeHeader(header: VaultHeader): Promise<void> {
  await storing(() => gate.headers.put({ id: ONLY, header: VaultHeader.parse(header) }));
}

/** Puts a header in the place of `before`, which stays beside it until `dropBefore`. @throws as `writeHeader` */
export async function replaceHeader(header: VaultHeader, before: VaultHeader): Promise<void> {
  await storing(() =>
    gate.transaction("rw", gate.headers, async () => {
      await gate.headers.put({ id: BEFORE, header: before });
      await gate.headers.put({ id: ONLY, header: VaultHeader.parse(header) });
    }),
  );
}

export const dropBefore = (): Promise<void> => storing(() => gate.headers.delete(BEFORE));

/** A restoring has begun and has not ended: rows lie there that are nobody's yet. */
const RESTORING = "restoring";
export const markRestoring = (): Promise<string> =>
  storing(() => gate.table<{ id: string }, string>("headers").put({ id: RESTORING }));
export const dropRestoring = (): Promise<void> => storing(() => gate.headers.delete(RESTORING));
export const isRestoring = async (): Promise<boolean> =>
  (await storing(() => gate.headers.get(RESTORING))) !== undefined;

/** Keeps a letter, in the place of one of the same id. @throws FaultError `store-full`, `store-unavailable`. */
export async function putLetter(row: LetterRow): Promise<void> {
  if (!isCiphertext(row.cipher)) throw new FaultError("seal-failed", "a letter in clear");
  await storing(() => gate.letters.put(row));
}

export const letterIds = (): Promise<string[]> => storing(() => gate.letters.toCollection().primaryKeys());
export const getLetter = (id: string): Promise<LetterRow | undefined> => storing(() => gate.letters.get(id));
export const dropLetter = (id: string): Promise<void> => storing(() => gate.letters.delete(id));
