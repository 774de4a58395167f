/**
 * Restores a backup where nothing is kept yet, or mends a vault whose header was lost. The header comes last: until it
 * stands, nothing has been restored, and what a failure leaves is cleared away.
 */
import type { Table } from "dexie";
import { z } from "zod";
import { slices, wasmHasher } from "../evidence/digest.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { endOf } from "./backup.ts";
import { noteCiphertext } from "./blob.ts";
import { decodeRow } from "./codec.ts";
import { database } from "./database.ts";
import { type Frame, readFrames } from "./frames.ts";
import { dropRestoring, gate, letterIds, markRestoring, putLetter, readHeader, writeHeader } from "./gate.ts";
import { unwrapSecrets, VaultHeader } from "./header.ts";
import { openItem } from "./item.ts";
import { deriveKeys, type VaultKeys } from "./keyring.ts";
import { hasOldRows } from "./old-rows.ts";
import { countSealed, forgetSealed, isThere, withRawTables } from "./raw.ts";
import { fieldsIn, openRow, type SealedRow } from "./sealed-core.ts";
import { storing } from "./storing.ts";

const First = z.strictObject({ header: VaultHeader });
const Row = z.strictObject({ table: z.string(), row: z.looseObject({ sealed: z.instanceof(Uint8Array) }) });
const LetterFrame = z.strictObject({ letter: z.string().regex(/^[0-9a-f]{32}$/) });
const End = z.strictObject({ end: z.instanceof(Uint8Array) });
const Sum = z.strictObject({ rows: z.int(), digest: z.string() });

/**
 * Restores all that `file` holds; the passphrase is that of the backup, and the vault's from now on. Where rows lie that
 * nothing opens any more (the header was lost or altered) and the backup's key opens them, only the header is restored:
 * they are all there, with what was kept since the backup was made. Gives which of the two it did.
 * @throws FaultError `vault-taken`, `wrong-passphrase`, `backup-malformed`, `store-newer`, `store-full`.
 */
export async function restoreBackup(
  file: Blob,
  passphrase: string,
  onBytes: (done: number) => void = () => undefined,
): Promise<"restored" | "mended"> {
  const isEmpty = await isVacant();
  const frames = readFrames(file);
  const head = First.safeParse((await frames.next()).value?.content);
  if (!head.success || head.data.header.kind !== "passphrase") throw malformed("header");
  const { header } = head.data;
  const { dataKey } = await unwrapSecrets(header, passphrase);
  const { rows } = deriveKeys(dataKey);
  if (!isEmpty) {
    await mendHeader(header, dataKey);
    return "mended";
  }
  await makeTables();
  await markRestoring();
  try {
    await forgetAll();
    await restoreRows(frames, file, header.id, rows, onBytes);
    await writeHeader(header);
  } catch (error) {
    await forgetAll();
    await dropRestoring();
    throw error;
  }
  await dropRestoring();
  return "restored";
}

/** What a restoring that was cut short had written: rows of a vault that has no header here. */
export async function forgetAll(): Promise<void> {
  await forgetSealed();
  await storing(() => gate.letters.clear());
}

/**
 * To be called once the background holds the restored key: what was captured while it was restored lies under the key of
 * a vault that nobody had chosen, which is gone.
 */
export async function dropForeign(passphrase: string): Promise<void> {
  const { dataKey } = await unwrapSecrets(await readHeader(), passphrase);
  const keys = deriveKeys(dataKey);
  await withRawTables(async (tables) => {
    for (const table of tables)
      for (const key of await table.toCollection().primaryKeys()) {
        const row = (await table.get(key)) as SealedRow | undefined;
        if (row && !opens(keys, table, row)) await table.delete(key);
      }
  });
}

/** The backup's header for the rows that lie here, if they are of the same vault. */
async function mendHeader(header: VaultHeader, dataKey: Uint8Array): Promise<void> {
  if (!(await opensRows(dataKey))) throw new FaultError("vault-taken");
  await writeHeader(header);
}

/** True where a row lies here that this key opens. */
async function opensRows(dataKey: Uint8Array): Promise<boolean> {
  const keys = deriveKeys(dataKey);
  return withRawTables(async (tables) => {
    for (const table of tables) {
      const row = (await table.toCollection().first()) as SealedRow | undefined;
      if (row && opens(keys, table, row)) return true;
    }
    return false;
  });
}

function opens(keys: VaultKeys, table: Table, row: SealedRow): boolean {
  try {
    return openRow(keys, table.name, fieldsIn(table.core.schema), row) !== null;
  } catch (error) {
    if (toFault(error).code === "vault-damaged") return false;
    throw error;
  }
}

async function restoreRows(
  frames: AsyncGenerator<Frame & { start: number; end: number }>,
  file: Blob,
  vaultId: string,
  rowsKey: Uint8Array,
  onBytes: (done: number) => void,
): Promise<void> {
  let rows = 0;
  for await (const { content, blobs, start, end } of frames) {
    const last = End.safeParse(content);
    if (last.success) {
      const opened = decodeRow(openEnd(rowsKey, vaultId, last.data.end), []);
      const sum = Sum.safeParse(opened);
      const isWhole =
        sum.success && sum.data.rows === rows && sum.data.digest === (await digestOf(file.slice(0, start)));
      if (!isWhole || end !== file.size) throw malformed("end");
      return;
    }
    await restoreOne(content, blobs);
    rows++;
    onBytes(end);
  }
  throw malformed("cut short");
}

async function restoreOne(content: unknown, blobs: Blob[]): Promise<void> {
  const letter = LetterFrame.safeParse(content);
  if (letter.success && blobs[0])
    return putLetter({ id: letter.data.letter, cipher: noteCiphertext(blobs[0]) });
  const parsed = Row.safeParse(content);
  if (!parsed.success) throw malformed("row");
  const { table, row } = parsed.data;
  await withRawTables(async (tables) => {
    const into = tables.find(({ name }) => name === table);
    if (!into) throw new FaultError("store-newer", table);
    await into.put({ ...row, ...(blobs.length > 0 ? { blobs } : {}) });
  });
}

function openEnd(key: Uint8Array, vaultId: string, sealed: Uint8Array): Uint8Array {
  try {
    return openItem(key, endOf(vaultId), sealed);
  } catch (cause) {
    throw new FaultError("backup-malformed", "end", { cause });
  }
}

/** Read a second time, which costs less than holding back what was read until it is known to be whole. */
async function digestOf(file: Blob): Promise<string> {
  const hasher = await wasmHasher();
  for await (const chunk of slices(file)) hasher.update(chunk);
  return hasher.digest();
}

/** Nothing kept here that restoring would overwrite: no choice was made yet, or all rows and letters are gone. */
async function isVacant(): Promise<boolean> {
  if (await hasOldRows()) throw new FaultError("vault-taken");
  const kind = await readHeader().then(
    (header) => header?.kind ?? "none",
    (error: unknown) => {
      if (toFault(error).code !== "vault-damaged") throw error;
      return "damaged" as const;
    },
  );
  const { rows, captures } = await countSealed();
  if (kind === "unchosen") return captures === 0;
  return rows === 0 && (await letterIds()).length === 0;
}

/** Where nothing was ever written there are no tables yet. */
async function makeTables(): Promise<void> {
  if (!(await isThere(database.name))) await storing(() => database.open());
}

const malformed = (what: string) => new FaultError("backup-malformed", what);
