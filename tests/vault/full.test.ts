/** A full disk: said as such, and nothing is opened again before there is room. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, expect, it, vi } from "vitest";
import { isDoubted } from "../../lib/vault/full.ts";
import { doorOfOurs } from "../../lib/vault/newer.ts";
import { storing } from "../../lib/vault/storing.ts";

let free = 0;
const stub = () =>
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ quota: 1000 + free, usage: 1000 }) } });
afterEach(() => vi.unstubAllGlobals());

const abort = () => storing(() => Promise.reject(new DOMException("aborted", "AbortError")));

it("is told from another failure by the room there is", async () => {
  stub();
  free = 1e9;
  await expect(abort()).rejects.toMatchObject({ code: "seal-failed" });
  expect(isDoubted()).toBe(false);
  free = 4096;
  await expect(abort()).rejects.toMatchObject({ code: "store-full" });
  expect(isDoubted()).toBe(true);
});

it("is left alone until there is room, by whatever way it is asked for", async () => {
  stub();
  free = 4096;
  const work = vi.fn(async () => 1);
  await expect(storing(work)).rejects.toMatchObject({ code: "store-full" });
  expect(work).not.toHaveBeenCalled();
  const another = new Dexie("another", { indexedDB: doorOfOurs });
  another.version(1).stores({ rows: "id" });
  await expect(another.open()).rejects.toMatchObject({ name: "QuotaExceededError" });
  free = 1e9;
  expect(await storing(work)).toBe(1);
  await another.open();
  another.close();
});

it("is thought of whenever the browser closes a database by itself", async () => {
  const request = Object.assign(new EventTarget(), { result: new EventTarget() });
  vi.stubGlobal("indexedDB", { open: () => request });
  doorOfOurs.open("one", 1);
  request.dispatchEvent(new Event("success"));
  expect(isDoubted()).toBe(false);
  request.result.dispatchEvent(new Event("close"));
  expect(isDoubted()).toBe(true);
  stub();
  free = 1e9;
  await storing(async () => undefined);
  expect(isDoubted()).toBe(false);
});
