/** Receipts of an intake: one for each file that arrived whole, made once, kept beside it. The intake holds ciphertext only. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SigningKey, signerOf } from "../evidence/signing-key.ts";
import { writeReceipt } from "../partner/receipt.ts";
import { nodeHasher } from "./hasher.ts";
import { absent } from "./missing.ts";

/** Where files arrive: on disk, or behind a tus server of another make. */
export interface Arrivals {
  /** Bytes it will have, and has so far; null: no such file. */
  stat(id: string): Promise<{ size: number; offset: number } | null>;
  read(id: string): Promise<AsyncIterable<Uint8Array>>;
}

/** Ids as tus servers of both makes give them; behind S3 the store's own number of the upload follows. */
export const ARRIVAL_ID = /^[0-9a-f]{32}(?:\+[A-Za-z0-9._~=-]{1,1024})?$/;

/** Gives the receipt of a file: null while it is not there whole. Asked twice at once, the same words come out. */
export function receiptsOf(arrivals: Arrivals, folder: string, key: SigningKey) {
  const making = new Map<string, Promise<string | null>>();
  return (id: string): Promise<string | null> => {
    const underway =
      making.get(id) ?? make(arrivals, join(folder, `${id.slice(0, 32)}.receipt.json`), id, key);
    making.set(id, underway);
    return underway.finally(() => making.delete(id));
  };
}

async function make(arrivals: Arrivals, path: string, id: string, key: SigningKey): Promise<string | null> {
  const made = await readFile(path, "utf8").catch(absent);
  if (made !== null) return made;
  const arrived = await arrivals.stat(id);
  if (!arrived || arrived.size === 0 || arrived.offset !== arrived.size) return null;
  const hasher = await nodeHasher();
  let bytes = 0;
  for await (const chunk of await arrivals.read(id)) {
    hasher.update(chunk);
    bytes += chunk.length;
  }
  if (bytes !== arrived.size) return null;
  const { sign } = await signerOf(key);
  const said = {
    v: 1 as const,
    type: "receipt" as const,
    ciphertext: hasher.digest(),
    bytes,
    receivedAt: new Date().toISOString(),
    checkpoint: null,
    publicKey: key.publicKey,
  };
  const text = await writeReceipt(said, sign);
  const part = `${path}.part`;
  await writeFile(part, text).catch(async (error: unknown) => {
    await rm(part, { force: true });
    throw error;
  });
  await rename(part, path); // whole or not at all
  return text;
}
