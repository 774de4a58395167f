/** The database as it lies on the disk, sealed: for those who copy or count rows and open none. */
import { Dexie, type Table } from "dexie";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

/** Runs `work` over all tables; an empty list where there is no database yet. */
export async function withRawTables<T>(work: (tables: Table[]) => Promise<T>): Promise<T> {
  return storing(async () => {
    if (!(await Dexie.exists(database.name))) return work([]);
    // Not by `database`, which asks for the key before it does anything.
    const raw = await new Dexie(database.name, {
      chromeTransactionDurability: "strict",
      cache: "disabled",
    }).open();
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
