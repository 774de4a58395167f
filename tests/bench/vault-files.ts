/** Reads what a capture kept, straight from the extension's database: names, roles and bytes as stored. */
import type { Page } from "playwright-core";

export interface KeptFile {
  name: string;
  bytes: Buffer;
}

/** The files of one capture. `page`: any page of the extension (its origin owns the database). */
export async function readKeptFiles(page: Page, captureId: string): Promise<KeptFile[]> {
  const files = await page.evaluate(async (id) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("vault");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const rows = await new Promise<{ name: string; bytes: Blob }[]>((resolve, reject) => {
      const range = IDBKeyRange.bound([id], [id, []]);
      const asking = database.transaction("artefacts").objectStore("artefacts").getAll(range);
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
    database.close();
    const read = (blob: Blob) =>
      new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(blob);
      });
    return Promise.all(rows.map(async ({ name, bytes }) => ({ name, data: await read(bytes) })));
  }, captureId);
  return files.map(({ name, data }) => ({
    name,
    bytes: Buffer.from(data.slice(data.indexOf(",") + 1), "base64"),
  }));
}
