/**
 * The database of the time before there was a vault: rows in clear. It stays what counts until a copy of it stands sealed
 * and the vault's header with it; then it is deleted whole. Cut short anywhere, the copy is made anew from the start.
 */
import { Dexie } from "dexie";
import { createCaseKeys } from "../evidence/keys.ts";
import { sealArtefact } from "./artefacts.ts";
import { database } from "./database.ts";
import { packKeys } from "./key-pairs.ts";
import { forgetSealed, isThere, openAsItIs } from "./raw.ts";
import { storing } from "./storing.ts";

const OLD = "vault";
const AT_ONCE = 50;

type Row = Record<string, unknown>;

export const hasOldRows = (): Promise<boolean> => storing(() => isThere(OLD));

/** Copies every row, sealed by the key that is held now. */
export async function copyOldRows(): Promise<void> {
  await forgetSealed();
  await storing(async () => {
    const old = await openAsItIs(OLD);
    if (!old) return;
    try {
      for (const { name } of old.tables) await copyTable(old, name);
    } finally {
      old.close();
    }
  });
}

/** The copy stands: the rows in clear go. */
export async function dropOldRows(): Promise<void> {
  await storing(() => Dexie.delete(OLD));
}

async function copyTable(old: Dexie, name: string): Promise<void> {
  // A table that this version does not know would be lost without a word.
  const into = database.table(name);
  const keys = await old.table(name).toCollection().primaryKeys();
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const rows = (await old.table(name).bulkGet(keys.slice(at, at + AT_ONCE))) as Row[];
    await into.bulkPut(await Promise.all(rows.map((row) => converted(name, row))));
  }
}

async function converted(table: string, row: Row): Promise<unknown> {
  if (table === "artefacts") {
    const { captureId, name, bytes } = row as unknown as { captureId: string; name: string; bytes: Blob };
    return sealArtefact(captureId, name, bytes);
  }
  if (table !== "cases") return row;
  // The keys of that time cannot be taken out of the browser's hands, nor sealed: the case goes on with new ones.
  const body = row.body as Row & { createdAt: string };
  return { ...row, body: { ...body, keys: await packKeys(await createCaseKeys(new Date().toISOString())) } };
}
