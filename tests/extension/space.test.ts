/** How much room is left, and what is not begun where there is hardly any. */
import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/shot.ts", () => ({ photograph: vi.fn() }));
vi.mock("../../lib/extension/looks.ts", () => ({ looksAfter: async () => [], startLooks: vi.fn() }));
vi.mock("../../lib/extension/stamps.ts", () => ({ askDue: vi.fn(), stampSoon: vi.fn() }));

import { beginCapture } from "../../lib/extension/recorder.ts";
import { spaceNow } from "../../lib/extension/space.ts";
import { database } from "../../lib/vault/database.ts";
import { stubLocks } from "../vault/locks.ts";

const storage = (given: object) => vi.stubGlobal("navigator", { ...navigator, storage: given });
beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

it("begins no capture where there is hardly any room, and writes nothing", async () => {
  storage({ estimate: async () => ({ usage: 900_000_000, quota: 930_000_000 }) });
  await expect(beginCapture(7, "button")).rejects.toMatchObject({ code: "store-full" });
  expect(await database.journal.count()).toBe(0);
});

it("asks for the browser's promise only when it is to, and says what it answered", async () => {
  const estimate = async () => ({ usage: 5, quota: 100 });
  const persist = vi.fn(async () => true);
  storage({ estimate, persist, persisted: async () => false });
  expect(await spaceNow()).toEqual({ used: 5, free: 95, promised: false });
  expect(persist).not.toHaveBeenCalled();
  expect(await spaceNow(true)).toEqual({ used: 5, free: 95, promised: true });
  storage({ estimate, persist: async () => Promise.reject(new TypeError("private")) });
  expect(await spaceNow(true)).toEqual({ used: 5, free: 95, promised: null });
});

it("does not know where the browser does not say", async () => {
  storage({});
  expect(await spaceNow(true)).toBeNull();
  storage({ estimate: async () => Promise.reject(new TypeError("private")) });
  expect(await spaceNow()).toBeNull();
});
