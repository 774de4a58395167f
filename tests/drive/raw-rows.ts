/**
 * The rows of the vault as they lie on the disk, read by a page of the extension's own and opened here with the key that
 * the background hands to its pages: independent of the product's readers.
 */
import { fromBase64, toBase64 } from "../../lib/evidence/bytes.ts";
import { noteCiphertext } from "../../lib/vault/blob.ts";
import { encodeRow } from "../../lib/vault/codec.ts";
import { sealItem } from "../../lib/vault/item.ts";
import { deriveKeys, type VaultKeys } from "../../lib/vault/keyring.ts";
import { openRow } from "../../lib/vault/sealed-core.ts";

/** Whoever runs a script in a page of the extension. */
export interface Runs {
  run<T>(script: string): Promise<T>;
}

/** Rows as they lie there, bytes as base64. */
type RawRow = Record<string, unknown> & { sealed: string; blobs: string[] };
interface Raw {
  key: string | null;
  /** Index fields of each table, the primary key's first, as the seam lists them. */
  tables: Record<string, { fields: string[]; rows: RawRow[] }>;
}

const read = (only: readonly string[], withFiles: boolean) => `(async () => {
  const { value } = await (globalThis.browser ?? chrome).runtime.sendMessage({ kind: "vault/key", request: {} });
  const names = (await indexedDB.databases()).map((database) => database.name);
  if (!names.includes("kept")) return { key: value.key, tables: {} };
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("kept");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const base64 = (bytes) => {
    let binary = "";
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  };
  const tables = {};
  try {
    const only = ${JSON.stringify(only)};
    const wanted = [...database.objectStoreNames].filter((name) => only.length === 0 || only.includes(name));
    if (wanted.length === 0) return { key: value.key, tables };
    // One transaction for all: what is written meanwhile stands in all of them or in none.
    const reading = database.transaction(wanted);
    const lying = wanted.map((name) => {
      const store = reading.objectStore(name);
      const paths = [store.keyPath, ...[...store.indexNames].map((index) => store.index(index).keyPath)];
      const rows = new Promise((resolve, reject) => {
        const request = store.getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      return { name, fields: [...new Set(paths.flat())], rows };
    });
    for (const { name, fields, rows } of lying) {
      tables[name] = {
        fields,
        rows: await Promise.all(
          (await rows).map(async ({ sealed, blobs = [], ...rest }) => ({
            ...rest,
            sealed: base64(sealed),
            blobs: await Promise.all(
              blobs.map(async (blob) => (${withFiles} ? base64(new Uint8Array(await blob.arrayBuffer())) : "")),
            ),
          })),
        ),
      };
    }
  } finally {
    database.close();
  }
  return { key: value.key, tables };
})()`;

/**
 * The rows of these tables (of all), opened. `files`: with their ciphertext, else empty.
 * @throws Error while the vault is locked
 */
export async function rowsIn(
  own: Runs,
  only: readonly string[] = [],
  files = false,
): Promise<{ keys: VaultKeys; rows: Record<string, Record<string, unknown>[]> }> {
  const { key, tables } = await own.run<Raw>(read(only, files));
  if (key === null) throw new Error("the vault is locked");
  const keys = deriveKeys(fromBase64(key) ?? new Uint8Array());
  const opened = Object.entries(tables).map(([name, { fields, rows }]) => [
    name,
    rows.map((row) => {
      const sealed = fromBase64(row.sealed) ?? new Uint8Array();
      const blobs = row.blobs.map((text) => noteCiphertext(new Blob([fromBase64(text) ?? new Uint8Array()])));
      return openRow(keys, name, fields, { ...row, sealed, blobs });
    }),
  ]);
  return { keys, rows: Object.fromEntries(opened) as Record<string, Record<string, unknown>[]> };
}

/** Changes the rows of a table behind the extension's back, each sealed again to its place. Index values stay. */
export async function rewriteRows<T extends object>(
  own: Runs,
  table: string,
  change: (row: T) => T,
): Promise<void> {
  const { key, tables } = await own.run<Raw>(read([table], false));
  const { fields, rows } = tables[table] ?? { fields: [], rows: [] };
  const keys = deriveKeys(fromBase64(key ?? "") ?? new Uint8Array());
  const sealed = rows.map((row) => {
    const disk = { ...row, sealed: fromBase64(row.sealed) ?? new Uint8Array(), blobs: [] };
    const { bytes } = encodeRow(change(openRow(keys, table, fields, disk) as T), () => false);
    const place = [table, ...fields.map((field) => row[field] ?? null)];
    return { ...row, blobs: undefined, sealed: toBase64(sealItem(keys.rows, place, bytes)) };
  });
  await own.run(`(async () => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("kept");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const writing = database.transaction(${JSON.stringify(table)}, "readwrite");
    for (const { sealed, ...row } of ${JSON.stringify(sealed)})
      writing.objectStore(${JSON.stringify(table)}).put({ ...row, sealed: Uint8Array.from(atob(sealed), (sign) => sign.charCodeAt(0)) });
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    database.close();
  })()`);
}
