/** A full disk: said as such, and nothing is opened before there is room. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { forceCloseDatabase } from "fake-indexeddb";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { door } from "../../lib/vault/door.ts";
import { readHeader } from "../../lib/vault/gate.ts";
import { hasOldRows } from "../../lib/vault/old-rows.ts";
import { doorOfOurs } from "../../lib/vault/own-door.ts";
import { countSealed, isThere } from "../../lib/vault/raw.ts";
import { storing } from "../../lib/vault/storing.ts";

let free = 0;
beforeEach(() =>
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ quota: 1000 + free, usage: 1000 }) } }),
);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const abort = () => storing(() => Promise.reject(new DOMException("aborted", "AbortError")));

it("is told from another failure by the room there is", async () => {
  free = 1e9;
  await expect(abort()).rejects.toMatchObject({ code: "seal-failed" });
  free = 4096;
  await expect(abort()).rejects.toMatchObject({ code: "store-full" });
});

it("is left alone until there is room, by whatever way it is asked for", async () => {
  free = 4096;
  const opened = vi.spyOn(indexedDB, "open");
  const listed = vi.spyOn(indexedDB, "databases");
  for (const ask of [readHeader, hasOldRows, countSealed])
    await expect(ask()).rejects.toMatchObject({ code: "store-full" });
  expect(opened).not.toHaveBeenCalled();
  expect(listed).not.toHaveBeenCalled();
  free = 1e9;
  await vi.waitFor(async () => expect(await readHeader()).toBeNull());
  expect(await hasOldRows()).toBe(false);
  expect(await countSealed()).toEqual({ rows: 0, captures: 0 });
  expect(opened).toHaveBeenCalled();
});

it("is looked at again before what the browser closed is opened again", async () => {
  free = 1e9;
  const one: Dexie = new Dexie("one", { indexedDB: doorOfOurs(() => one) });
  one.version(1).stores({ rows: "id" });
  await one.table("rows").put({ id: "a" });
  free = 4096;
  one.close({ disableAutoOpen: false });
  const read = () => storing(() => one.table("rows").get("a"));
  await expect(read()).rejects.toMatchObject({ code: "store-full" });
  free = 1e9;
  await vi.waitFor(async () => expect(await read()).toEqual({ id: "a" }));
  one.close();
});

it("is no reason to lay a database down, and delete it, while another makes it", async () => {
  free = 1e9;
  const deleted = vi.spyOn(indexedDB, "deleteDatabase");
  expect(await isThere("nobody's")).toBe(false);
  expect(deleted).not.toHaveBeenCalled();
});

it("hands on that there is no such database, and that there is no IndexedDB at all", async () => {
  free = 1e9;
  await expect(new Dexie("none", { indexedDB: door() }).open()).rejects.toBeInstanceOf(
    Dexie.NoSuchDatabaseError,
  );
  vi.stubGlobal("indexedDB", undefined);
  await expect(storing(() => new Dexie("none", { indexedDB: door() }).open())).rejects.toMatchObject({
    code: "store-unavailable",
  });
});

it("that tore a write leaves no log to stumble over: what the browser closed is opened upon a fresh one", async () => {
  free = 1e9;
  const one: Dexie = new Dexie("torn", { indexedDB: doorOfOurs(() => one) });
  one.version(1).stores({ rows: "id" });
  await one.table("rows").put({ id: "a" });
  const opened = vi.spyOn(indexedDB, "open");
  const names = () => opened.mock.calls.map(([name]) => name);
  forceCloseDatabase(one.backendDB() as never);
  await vi.waitFor(async () => expect(await one.table("rows").get("a")).toEqual({ id: "a" }));
  await vi.waitFor(() => expect(names()).toContain("spare"));
  await vi.waitFor(async () =>
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("spare"),
  );
  one.close();
});
