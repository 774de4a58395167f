/** Deleting leaves a tombstone and nothing else. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fromUtf8 } from "../../lib/evidence/bytes.ts";
import { countCaptures, listCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { DEFAULT_CASE, readHead, readLog } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { enterExport } from "../../lib/vault/exported.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import { stubLocks } from "./locks.ts";
import { idOf, storeOne } from "./statement.ts";

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

const entries = async () =>
  (await readLog(DEFAULT_CASE, 99)).map((bytes) => JSON.parse(fromUtf8(bytes) ?? "null"));

describe("deleting", () => {
  it("takes statement and artefacts, and enters the deed in the log", async () => {
    const first = await storeOne(1);
    await storeOne(2);
    await removeCapture(idOf(1));
    expect(await readCapture(idOf(1))).toBeNull();
    expect(await readArtefact(idOf(1), "text.txt")).toBeNull();
    expect((await listCaptures()).map((card) => card.id)).toEqual([idOf(2)]);
    expect(await database.artefacts.count()).toBe(1);
    const log = await entries();
    expect(log.map((entry) => entry.type)).toEqual(["captured", "captured", "deleted"]);
    expect(log[2].commitment).toBe(first.leaf);
  });

  it("does not give the number of a deleted record away again", async () => {
    await storeOne(1);
    await removeCapture(idOf(1));
    const next = await storeOne(2);
    expect(next.seq).toBe(1);
  });

  it("passes over what is gone", async () => {
    await storeOne(1);
    await removeCapture(idOf(1));
    await removeCapture(idOf(1));
    expect(await entries()).toHaveLength(2);
  });

  it("writes one tombstone when asked twice at once", async () => {
    await storeOne(1);
    await Promise.all([removeCapture(idOf(1)), removeCapture(idOf(1))]);
    expect(await entries()).toHaveLength(2);
  });

  it("changes nothing when it fails on the way", async () => {
    await storeOne(1);
    const spy = vi.spyOn(database.captures, "delete").mockImplementation(() => {
      throw new Error("killed here");
    });
    await expect(removeCapture(idOf(1))).rejects.toMatchObject({ code: "seal-failed" });
    spy.mockRestore();
    expect(await countCaptures()).toBe(1);
    expect((await readHead(DEFAULT_CASE)).size).toBe(1);
  });
});

describe("exporting", () => {
  it("enters the export and gives the size of the log with it", async () => {
    await storeOne(1);
    expect(await enterExport(DEFAULT_CASE, { bundleId: idOf(77), captures: 1 })).toBe(2);
    await storeOne(2);
    const log = await readLog(DEFAULT_CASE, 2);
    expect(log).toHaveLength(2);
    expect(JSON.parse(fromUtf8(log[1] ?? new Uint8Array()) ?? "")).toMatchObject({
      type: "exported",
      detail: { bundle: idOf(77), captures: 1 },
    });
  });
});
