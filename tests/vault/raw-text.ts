/** What lies in the databases, as a search of the disk would find it. */
import { Dexie } from "dexie";

/** All that lies in any database, byte arrays and Blobs as they are. */
export async function rawText(): Promise<string> {
  const texts: string[] = [];
  const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  for (const name of await Dexie.getDatabaseNames()) {
    const raw = await new Dexie(name, { cache: "disabled" }).open();
    for (const table of raw.tables.filter((each) => each.name !== "headers"))
      await walk(await table.toArray());
    raw.close();
  }
  async function walk(value: unknown): Promise<void> {
    if (value instanceof Uint8Array) texts.push(latin(value));
    else if (value instanceof Blob) texts.push(latin(new Uint8Array(await value.arrayBuffer())));
    else if (typeof value === "object" && value !== null)
      for (const [key, part] of Object.entries(value)) {
        texts.push(key);
        await walk(part);
      }
    else texts.push(String(value));
  }
  return texts.join("\n");
}

/** How many rows of a table of the vault there are, sealed. */
export async function rowsOf(name: string): Promise<number> {
  const raw = await new Dexie("kept", { cache: "disabled" }).open();
  const count = await raw.table(name).count();
  raw.close();
  return count;
}
