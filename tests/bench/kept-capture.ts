/** What a capture kept, straight from the extension's database: its statement, opened, and its files' bytes. */
import type { Page } from "playwright-core";
import { openDisclosures } from "../../lib/evidence/seal.ts";
import type { Statement } from "../../lib/model/statement.ts";

export interface KeptCapture {
  statement: Statement;
  files: { name: string; bytes: Buffer }[];
}

/** `own`: any page of the extension (its origin owns the database). @throws FaultError where record and disclosures do not fit */
export async function readKept(own: Page, captureId: string): Promise<KeptCapture> {
  const { record, disclosures, files } = await own.evaluate(async (id) => {
    const settle = <T>(asking: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asking.onsuccess = () => resolve(asking.result);
        asking.onerror = () => reject(asking.error);
      });
    const base64 = (blob: Blob) =>
      new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
        reader.readAsDataURL(blob);
      });
    const database = await settle(indexedDB.open("vault"));
    const { body } = await settle(database.transaction("captures").objectStore("captures").get(id));
    const range = IDBKeyRange.bound([id], [id, []]);
    const rows: { name: string; bytes: Blob }[] = await settle(
      database.transaction("artefacts").objectStore("artefacts").getAll(range),
    );
    database.close();
    return {
      record: await base64(new Blob([body.record])),
      disclosures: body.disclosures as string[],
      files: await Promise.all(rows.map(async ({ name, bytes }) => ({ name, data: await base64(bytes) }))),
    };
  }, captureId);
  return {
    statement: await openDisclosures(Buffer.from(record, "base64"), disclosures),
    files: files.map(({ name, data }) => ({ name, bytes: Buffer.from(data, "base64") })),
  };
}
