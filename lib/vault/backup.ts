/**
 * A backup is the vault itself: its header and every row as it lies on the disk, still sealed, with the keys and the whole
 * custody log among them. It opens with the passphrase of the day it was made. Nothing is decrypted to make it, so it can
 * be made while the vault is locked; only its last frame, which says that nothing is missing, needs the key.
 */
import { concat, plain } from "../evidence/bytes.ts";
import { wasmHasher } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import { encodeRow } from "./codec.ts";
import { magic, writeFrame } from "./frames.ts";
import { gate, readHeader } from "./gate.ts";
import { sealItem } from "./item.ts";
import { heldKeys, loadKey } from "./keyring.ts";
import { withRawTables } from "./raw.ts";
import type { SealedRow } from "./sealed-core.ts";

/** Rows of these tables are never written anew: they are read one by one, as they are needed. */
const LASTING = new Set(["captures", "artefacts", "custody"]);

/** To what the last frame is bound. */
export const endOf = (vaultId: string) => ["backup-end", vaultId] as const;

/**
 * The bytes of a backup, a chunk at a time.
 * @throws FaultError `bad-request` where there is no passphrase that would protect it, `vault-locked`.
 */
export async function* writeBackup(
  onRow: (done: number, all: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const header = await readHeader();
  if (header?.kind !== "passphrase") throw new FaultError("bad-request", "no passphrase");
  await loadKey();
  const keys = heldKeys();
  const hasher = await wasmHasher();
  const counted = (chunk: Uint8Array): Uint8Array => {
    hasher.update(chunk);
    return chunk;
  };
  yield counted(magic());
  for await (const chunk of writeFrame({ content: { header }, blobs: [] })) yield counted(chunk);
  let rows = 0;
  for await (const { table, row, all } of sealedRows()) {
    const { blobs = [], ...rest } = row;
    const files = blobs as Blob[];
    for await (const chunk of writeFrame({ content: { table, row: rest }, blobs: files }))
      yield counted(chunk);
    onRow(++rows, all);
  }
  for (const { id, cipher } of await gate.letters.toArray()) {
    for await (const chunk of writeFrame({ content: { letter: id }, blobs: [cipher] })) yield counted(chunk);
    rows++;
  }
  const end = encodeRow({ rows, digest: await hasher.digest() }, () => false).bytes;
  yield* writeFrame({ content: { end: sealItem(keys.rows, endOf(header.id), end) }, blobs: [] });
}

/**
 * All rows as of one moment: what changes is read in one transaction, with the keys of what does not. A capture deleted
 * while the backup is written is left out; the log in the backup then does not tell of its end.
 */
async function* sealedRows(): AsyncGenerator<{ table: string; row: SealedRow; all: number }> {
  const taken = await withRawTables((tables) => {
    const [first] = tables;
    if (!first) return Promise.resolve([]);
    return first.db.transaction("r", tables, () =>
      Promise.all(
        tables.map(async (table) => ({
          table: table.name,
          rows: LASTING.has(table.name) ? [] : ((await table.toArray()) as SealedRow[]),
          keys: LASTING.has(table.name) ? await table.toCollection().primaryKeys() : [],
        })),
      ),
    );
  });
  const all = taken.reduce((sum, { rows, keys }) => sum + rows.length + keys.length, 0);
  for (const { table, rows, keys } of taken) {
    for (const row of rows) yield { table, row, all };
    for (const key of keys) {
      const row = await withRawTables(async (tables) => tables.find(({ name }) => name === table)?.get(key));
      if (row) yield { table, row: row as SealedRow, all };
    }
  }
}

/** A backup as one Blob, for places without a file to write to. */
export async function backupBlob(): Promise<Blob> {
  const parts: Blob[] = [];
  let waiting: Uint8Array[] = [];
  for await (const chunk of writeBackup()) {
    waiting.push(chunk);
    if (waiting.length < 64) continue;
    parts.push(new Blob([plain(concat(...waiting))]));
    waiting = [];
  }
  return new Blob([...parts, plain(concat(...waiting))]);
}
