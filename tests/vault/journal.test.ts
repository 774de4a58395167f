/** Captures cut short are known, told once, and may still arrive. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "../../lib/vault/database.ts";
import {
  acknowledgeInterrupted,
  interruptAll,
  interruptJournal,
  listInterrupted,
  openJournal,
  readJournal,
} from "../../lib/vault/journal.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { stubLocks } from "./locks.ts";
import { capture, idOf, NOW, storeOne } from "./statement.ts";

const JUST_AFTER = Date.parse(NOW) + 1000;
const DAYS_AFTER = Date.parse(NOW) + 3 * 24 * 3600 * 1000;

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

describe("the journal", () => {
  it("finds at start what was never finished, and only that", async () => {
    await storeOne(1);
    await openJournal(idOf(2), NOW, "button");
    await openJournal(idOf(3), NOW, "button");
    await database.journal.delete(idOf(3));
    expect(await listInterrupted()).toEqual([]);
    await interruptAll(JUST_AFTER);
    expect(await listInterrupted()).toEqual([{ captureId: idOf(2), startedAt: NOW }]);
  });

  it("tells once", async () => {
    await openJournal(idOf(1), NOW, "button");
    await interruptAll(JUST_AFTER);
    await acknowledgeInterrupted([idOf(1)]);
    expect(await listInterrupted()).toEqual([]);
    await interruptAll(JUST_AFTER);
    expect(await listInterrupted()).toEqual([]);
  });

  it("seals a capture that arrives after all, told or not", async () => {
    await openJournal(idOf(1), NOW, "button");
    await interruptAll(JUST_AFTER);
    await acknowledgeInterrupted([idOf(1)]);
    await storeCapture({ captureId: idOf(1), ...(await capture("đến muộn")), now: NOW });
    expect(await readJournal(idOf(1))).toBeUndefined();
    expect(await database.captures.count()).toBe(1);
  });

  it("drops rows long told", async () => {
    await openJournal(idOf(1), NOW, "button");
    await interruptAll(JUST_AFTER);
    await acknowledgeInterrupted([idOf(1)]);
    await interruptAll(DAYS_AFTER);
    expect(await database.journal.count()).toBe(0);
  });

  it("marks one capture whose tab was closed", async () => {
    await openJournal(idOf(1), NOW, "button");
    await openJournal(idOf(2), NOW, "button");
    await interruptJournal([idOf(2)]);
    expect((await listInterrupted()).map((row) => row.captureId)).toEqual([idOf(2)]);
  });

  it("does not take what begins during the sweep for cut short", async () => {
    await openJournal(idOf(1), NOW, "button");
    await Promise.all([interruptAll(JUST_AFTER), openJournal(idOf(2), NOW, "button")]);
    expect((await listInterrupted()).map((row) => row.captureId)).toEqual([idOf(1)]);
  });
});
