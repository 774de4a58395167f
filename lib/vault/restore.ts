/**
 * Restores a backup where nothing is kept yet. The header comes last: until it stands, nothing has been restored, and
 * what a failure leaves is cleared away.
 */
import { Dexie } from "dexie";
import { z } from "zod";
import { slices, wasmHasher } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import { endOf } from "./backup.ts";
import { noteCiphertext } from "./blob.ts";
import { decodeRow } from "./codec.ts";
import { database } from "./database.ts";
import { type Frame, readFrames } from "./frames.ts";
import { gate, putLetter, readHeader, writeHeader } from "./gate.ts";
import { unwrapSecrets, VaultHeader } from "./header.ts";
import { openItem } from "./item.ts";
import { deriveKeys } from "./keyring.ts";
import { hasOldRows } from "./old-rows.ts";
import { countSealed, forgetSealed, withRawTables } from "./raw.ts";
import { storing } from "./storing.ts";

const First = z.strictObject({ header: VaultHeader });
const Row = z.strictObject({ table: z.string(), row: z.looseObject({ sealed: z.instanceof(Uint8Array) }) });
const LetterFrame = z.strictObject({ letter: z.string().regex(/^[0-9a-f]{32}$/) });
const End = z.strictObject({ end: z.instanceof(Uint8Array) });
const Sum = z.strictObject({ rows: z.int(), digest: z.string() });

/**
 * Restores all that `file` holds; the passphrase is that of the backup, and the vault's from now on.
 * @throws FaultError `vault-taken`, `wrong-passphrase`, `backup-malformed`, `store-full`.
 */
export async function restoreBackup(
  file: Blob,
  passphrase: string,
  onBytes: (done: number) => void = () => undefined,
): Promise<void> {
  await checkEmpty();
  const frames = readFrames(file);
  const head = First.safeParse((await frames.next()).value?.content);
  if (!head.success || head.data.header.kind !== "passphrase") throw malformed("header");
  const { header } = head.data;
  const { dataKey } = await unwrapSecrets(header, passphrase);
  await makeTables();
  try {
    await forgetSealed();
    await gate.letters.clear();
    await restoreRows(frames, file, header.id, deriveKeys(dataKey).rows, onBytes);
    await writeHeader(header);
  } catch (error) {
    await forgetSealed();
    await gate.letters.clear();
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
    if (!into) throw malformed("a later version's table");
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

async function checkEmpty(): Promise<void> {
  const header = await readHeader();
  const isNew = header === null || header.kind === "unchosen";
  if (!isNew || (await hasOldRows()) || (await countSealed()).captures > 0)
    throw new FaultError("vault-taken");
}

/** Where nothing was ever written there are no tables yet. */
async function makeTables(): Promise<void> {
  if (!(await Dexie.exists(database.name))) await storing(() => database.open());
}

const malformed = (what: string) => new FaultError("backup-malformed", what);
