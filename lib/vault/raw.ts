/** The database as it lies on the disk, sealed: for those who copy or count rows and open none. */
import { Dexie, type Table } from "dexie";
import { FaultError } from "../model/fault.ts";
import { database } from "./database.ts";
import { door } from "./door.ts";
import { isFull } from "./full.ts";
import { storing } from "./storing.ts";

/**
 * True where there is a database of that name. Asked of the browser's list: Dexie's own question lays one down and deletes it,
 * though another may just be making it, or there is no room. @throws FaultError `store-full`.
 */
export async function isThere(name: string): Promise<boolean> {
  if (await isFull()) throw new FaultError("store-full", "not looked at before there is room");
  return (await door().databases()).some((found) => found.name === name);
}

/** Opens a database as it lies there, of whatever version; null where there is none. */
export async function openAsItIs(name: string): Promise<Dexie | null> {
  if (!(await isThere(name))) return null;
  const options = { chromeTransactionDurability: "strict", cache: "disabled", indexedDB: door() } as const;
  return new Dexie(name, options).open();
}

/** Runs `work` over all tables; an empty list where there is no database yet. */
export async function withRawTables<T>(work: (tables: Table[]) => Promise<T>): Promise<T> {
  return storing(async () => {
    // Not by `database`, which asks for the key before it does anything.
    const raw = await openAsItIs(database.name);
    if (!raw) return work([]);
    try {
      return await work(raw.tables);
    } finally {
      raw.close();
    }
  });
}

/** Rows of any kind, and captures among them. */
export async function countSealed(): Promise<{ rows: number; captures: number }> {
  return withRawTables(async (tables) => {
    const counts = await Promise.all(tables.map(async (table) => [table.name, await table.count()] as const));
    const rows = counts.reduce((sum, [, count]) => sum + count, 0);
    return { rows, captures: counts.find(([name]) => name === "captures")?.[1] ?? 0 };
  });
}

/** Empties all tables: rows whose key is gone, or those of a restoring that failed. */
export async function forgetSealed(): Promise<void> {
  await withRawTables(async (tables) => {
    for (const table of tables) await table.clear();
  });
}
