/** What is stored is stored whole or not at all, in an order that no second writer can break. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fromUtf8 } from "../../lib/evidence/bytes.ts";
import { leafHash } from "../../lib/evidence/tree.ts";
import { countCaptures, listCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { DEFAULT_CASE, openCase, readHead, readLog } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { listInterrupted, openJournal, readJournal } from "../../lib/vault/journal.ts";
import { appendToLog } from "../../lib/vault/log.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { stubLocks } from "./locks.ts";
import { capture, idOf, NOW, storeOne } from "./statement.ts";

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

/** Every row of every table, for "nothing changed". */
async function everything() {
  const rows = await Promise.all(database.tables.map((table) => table.toArray()));
  return Object.fromEntries(database.tables.map((table, index) => [table.name, rows[index]]));
}

describe("storing a capture", () => {
  it("keeps statement, artefact, entry and head, and ends the journal row", async () => {
    const sealed = await storeOne(1, "xin chào");
    expect(await readJournal(idOf(1))).toBeUndefined();
    const kept = await readCapture(idOf(1));
    expect(kept?.statement.extraction.text?.value).toBe("xin chào");
    expect(kept?.card).toMatchObject({ seq: 0, author: "Mai Hoa Tưởng Tượng", worst: "failed", bytes: 9 });
    expect(await (await readArtefact(idOf(1), "text.txt"))?.text()).toBe("xin chào");
    expect(await readHead(DEFAULT_CASE)).toEqual(sealed.head);
    expect(await readLog(DEFAULT_CASE, sealed.head.size)).toHaveLength(1);
  });

  it("links each record to the one before", async () => {
    const first = await storeOne(1);
    const second = await storeOne(2);
    const record = JSON.parse(fromUtf8(second.record) ?? "null");
    expect(record.previous).toBe(await leafHash(first.record));
    expect(second.head).toMatchObject({ size: 2, records: 2 });
  });

  it("keeps both of two captures sealed at once, in one chain", async () => {
    await Promise.all([1, 2, 3, 4].map((number) => storeOne(number)));
    const cards = await listCaptures();
    expect(cards.map((card) => card.seq)).toEqual([3, 2, 1, 0]);
    expect((await readHead(DEFAULT_CASE)).records).toBe(4);
  });

  it("survives without the lock: a stale head aborts, and is sealed anew", async () => {
    vi.stubGlobal("navigator", { locks: { request: (_: string, work: () => unknown) => work() } });
    await openCase(NOW);
    await Promise.all([1, 2, 3].map((number) => storeOne(number)));
    expect((await listCaptures()).map((card) => card.seq)).toEqual([2, 1, 0]);
    expect(await readLog(DEFAULT_CASE, 99)).toHaveLength(3);
  });

  it("gives up on a head that never stands still, and writes nothing", async () => {
    await openCase(NOW);
    const attempt = appendToLog(DEFAULT_CASE, async (head) => {
      await database.heads.update(DEFAULT_CASE, { "body.size": head.size + 1 });
      return { entry: new Uint8Array([1]), head };
    });
    await expect(attempt).rejects.toMatchObject({ code: "seal-failed" });
    expect(await database.custody.count()).toBe(0);
  });
});

describe("nothing half-written", () => {
  const steps = ["custody.add", "heads.put", "captures.add", "artefacts.bulkAdd", "journal.delete"] as const;

  it.each(steps)("when %s fails, all stands as before", async (step) => {
    await storeOne(1);
    await openJournal(idOf(2), NOW, "button");
    const before = await everything();
    const [table, method] = step.split(".") as ["custody", "add"];
    const spy = vi.spyOn(database[table], method).mockImplementation(() => {
      throw new Error("killed here");
    });
    const attempt = storeCapture({ captureId: idOf(2), ...(await capture("mất điện")), now: NOW });
    await expect(attempt).rejects.toMatchObject({ code: "seal-failed" });
    spy.mockRestore();
    expect(await everything()).toEqual(before);
    // and the capture can still be stored
    await storeCapture({ captureId: idOf(2), ...(await capture("mất điện")), now: NOW });
    expect(await countCaptures()).toBe(2);
    expect(await listInterrupted()).toEqual([]);
  });

  it("says that the disk is full", async () => {
    await openCase(NOW);
    const spy = vi.spyOn(database.artefacts, "bulkAdd").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    const attempt = storeCapture({ captureId: idOf(1), ...(await capture("đầy")), now: NOW });
    await expect(attempt).rejects.toMatchObject({ code: "store-full" });
    spy.mockRestore();
    expect(await countCaptures()).toBe(0);
  });

  it("refuses to store one capture twice", async () => {
    await storeOne(1);
    const before = await everything();
    const again = storeCapture({ captureId: idOf(1), ...(await capture("hai lần")), now: NOW });
    await expect(again).rejects.toMatchObject({ code: "seal-failed" });
    expect(await everything()).toEqual(before);
  });
});

describe("reading", () => {
  it("pages newest first", async () => {
    for (const number of [1, 2, 3, 4, 5]) await storeOne(number);
    const first = await listCaptures({ limit: 2 });
    expect(first.map((card) => card.seq)).toEqual([4, 3]);
    const next = await listCaptures({ limit: 2, before: 3 });
    expect(next.map((card) => card.seq)).toEqual([2, 1]);
    expect(await countCaptures()).toBe(5);
  });

  it("gives null for what is not kept", async () => {
    expect(await readCapture(idOf(9))).toBeNull();
    expect(await readArtefact(idOf(9), "text.txt")).toBeNull();
  });

  it("keeps private keys that cannot be exported", async () => {
    const keys = await openCase(NOW);
    const again = await openCase(NOW);
    expect(again.statement).toEqual(keys.statement);
    expect(again.ed25519.privateKey.extractable).toBe(false);
    expect(again.p384.privateKey.extractable).toBe(false);
    for (const { privateKey } of [again.ed25519, again.p384])
      await expect(crypto.subtle.exportKey("pkcs8", privateKey)).rejects.toThrow();
  });
});
