/**
 * Everything kept, destroyed: keys first, in one transaction that is on the disk when it is answered, then the data, as
 * whole databases, files and caches; what it takes does not grow with the rows. Every part can be done again.
 */
import { database } from "./database.ts";
import { gate } from "./gate.ts";
import { isThere } from "./raw.ts";

/** Row of `gate.headers` that says that destroying has begun. Beside the header's, so that both change in one transaction. */
const BEGUN = "end";
/** What a page that does not let go of a database is waited for. */
const BLOCKED_MS_AT_MOST = 4000;

/** True where the keys were destroyed and the rest may not have been. */
export async function isWipeBegun(): Promise<boolean> {
  if (!(await isThere(gate.name))) return false;
  return (await gate.table("headers").get(BEGUN)) !== undefined;
}

/**
 * Destroys the wrapped data key with its salt, and the letters. What is left cannot be opened by any passphrase.
 * Where that cannot be written, the database that holds them goes whole.
 */
export async function destroyKeys(): Promise<void> {
  try {
    await gate.transaction("rw", gate.headers, gate.letters, async () => {
      await gate.headers.clear();
      await gate.letters.clear();
      await gate.table("headers").put({ id: BEGUN });
    });
  } catch (error) {
    console.warn("keys not overwritten", error instanceof Error ? error.name : "");
    await deleteDatabase(gate.name);
  }
}

/** Destroys all databases, files and caches of this extension. Gives what could not be, by kind; empty: nothing is left. */
export async function destroyData(): Promise<string[]> {
  database.close({ disableAutoOpen: false });
  const others = (await databaseNames()).filter((name) => name !== gate.name);
  const left = await all([
    ...others.map((name): Part => [`database ${name}`, () => deleteDatabase(name)]),
    ["files", deleteFiles],
    ["caches", deleteCaches],
  ]);
  if (left.length > 0) return left;
  // Last: it holds the mark.
  gate.close({ disableAutoOpen: false });
  return all([[`database ${gate.name}`, () => deleteDatabase(gate.name)]]);
}

export type Part = readonly [what: string, work: () => Promise<unknown>];

/** Does all, whatever becomes of one; gives those that failed. */
export async function all(parts: readonly Part[]): Promise<string[]> {
  const ends = await Promise.allSettled(parts.map(async ([, work]) => work()));
  return parts.flatMap(([what], at) => (ends[at]?.status === "rejected" ? [what] : []));
}

async function databaseNames(): Promise<string[]> {
  const found = await indexedDB.databases();
  return found.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** By the browser's own call: `Dexie.delete` has no end where another page holds on. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    let timer: ReturnType<typeof setTimeout> | undefined;
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error(name));
    request.onblocked = () => {
      timer = setTimeout(() => reject(new Error(`${name} is held open`)), BLOCKED_MS_AT_MOST);
    };
  });
}

async function deleteFiles(): Promise<void> {
  const root = await navigator.storage?.getDirectory?.().catch((error: unknown) => {
    // A private window has no file system, hence no files.
    console.info("no file system", error instanceof Error ? error.name : "");
    return null;
  });
  if (!root) return;
  const names: string[] = [];
  for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  for (const name of names) await root.removeEntry(name, { recursive: true });
}

async function deleteCaches(): Promise<void> {
  if (typeof caches === "undefined") return;
  for (const name of await caches.keys()) await caches.delete(name);
}
