/** Everything destroyed: keys before data, whole databases and never row by row, and any part can be done again. */
import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import { database } from "../../lib/vault/database.ts";
import { gate } from "../../lib/vault/gate.ts";
import { newSecrets, wrapSecrets } from "../../lib/vault/header.ts";
import { dropKey, holdKey } from "../../lib/vault/keyring.ts";
import { destroyData, destroyKeys, isWipeBegun } from "../../lib/vault/wipe.ts";
import { stubLocks } from "./locks.ts";

const names = async () => (await indexedDB.databases()).map(({ name }) => name).toSorted();

beforeEach(async () => {
  stubLocks();
  const secrets = await newSecrets();
  holdKey(secrets.dataKey);
  await gate.open();
  await gate.headers.put({ id: "header", header: await wrapSecrets(secrets, null) });
  await database.settings.put({ key: "one", body: "kept" });
});

it("destroys the keys first, under a mark, and leaves the rest unreadable", async () => {
  expect(await isWipeBegun()).toBe(false);
  await destroyKeys();
  expect(await gate.headers.toArray()).toEqual([{ id: "end" }]);
  expect(await gate.letters.count()).toBe(0);
  expect(await isWipeBegun()).toBe(true);
  expect(await names()).toEqual(["gate", "kept"]);
});

it("leaves no database, and does not look at a single row", async () => {
  await new Promise((resolve) => {
    // Rows in clear of the time before, or whatever else lies there.
    indexedDB.open("vault").onsuccess = (event) => {
      (event.target as IDBOpenDBRequest).result.close();
      resolve(null);
    };
  });
  await destroyKeys();
  const looked = (["get", "getAll", "openCursor", "clear", "delete"] as const).map((name) =>
    vi.spyOn(IDBObjectStore.prototype, name),
  );
  expect(await destroyData()).toEqual([]);
  for (const spy of looked) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(await names()).toEqual([]);
  expect(await isWipeBegun()).toBe(false);
});

it("works while locked, and a second time where nothing is left", async () => {
  dropKey();
  for (let time = 0; time < 2; time++) {
    await destroyKeys();
    expect(await destroyData()).toEqual([]);
  }
  expect(await names()).toEqual([]);
});

it("keeps its mark while a page holds a database open, and finishes when it lets go", async () => {
  const holding = await new Promise<IDBDatabase>((resolve) => {
    indexedDB.open("kept").onsuccess = (event) => resolve((event.target as IDBOpenDBRequest).result);
  });
  await destroyKeys();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ended = destroyData();
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(5000);
  expect(await ended).toEqual(["database kept"]);
  vi.useRealTimers();
  expect(await isWipeBegun()).toBe(true);
  holding.close();
  expect(await destroyData()).toEqual([]);
});
