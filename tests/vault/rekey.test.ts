/** An open vault given a passphrase: all of it is there afterwards under a new key, wherever the work was cut short. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { countCaptures, listCaptures, readArtefact } from "../../lib/vault/captures.ts";
import { database } from "../../lib/vault/database.ts";
import { gate, getLetter, letterIds, putLetter, readBefore, readHeader } from "../../lib/vault/gate.ts";
import { newSecrets, unwrapSecrets, type VaultSecrets } from "../../lib/vault/header.ts";
import { dropKey, holdKey, useKeySource } from "../../lib/vault/keyring.ts";
import { openLetter, sealLetter } from "../../lib/vault/letter.ts";
import { protect, unlock } from "../../lib/vault/protection.ts";
import { withRawTables } from "../../lib/vault/raw.ts";
import { beginRekey, finishRekey, isRekeying } from "../../lib/vault/rekey.ts";
import { readSetting, writeSetting } from "../../lib/vault/settings.ts";
import { flawsOf } from "../fixtures/whole.ts";
import { stubLocks } from "./locks.ts";
import { idOf, storeOne } from "./statement.ts";

const PASSPHRASE = "bến đò chiều vắng khách";
let old: VaultSecrets;

beforeEach(async () => {
  stubLocks();
  // Nobody gives a key unasked: what is read here is read by the key that the test holds.
  useKeySource(async () => null);
  dropKey();
  await database.delete();
  await gate.delete();
  await gate.open();
  old = await newSecrets();
  holdKey(old.dataKey);
  await protect(old, null);
  await database.open();
  for (const number of [1, 2, 3]) await storeOne(number);
  await writeSetting("secret-setting", { words: "riêng" });
});

const everything = async () =>
  Object.fromEntries(
    await Promise.all(database.tables.map(async (table) => [table.name, await table.toArray()] as const)),
  );
/** As the next unlocking finds it. */
async function opened(): Promise<VaultSecrets> {
  const secrets = await unlock(PASSPHRASE);
  dropKey();
  holdKey(secrets.dataKey);
  return secrets;
}
async function expectWhole(): Promise<void> {
  expect(await isRekeying()).toBe(false);
  await opened();
  expect((await listCaptures()).map(({ seq }) => seq)).toEqual([2, 1, 0]);
  for (const number of [1, 2, 3])
    expect(await (await readArtefact(idOf(number), "text.txt"))?.text()).toBe(`bài viết số ${number}`);
  expect(await readSetting("secret-setting")).toEqual({ words: "riêng" });
  expect(await flawsOf(await everything())).toEqual([]);
  await storeOne(4);
  expect(await countCaptures()).toBe(4);
}
/** What any row on the disk still opens by. */
const openedBy = async (secrets: VaultSecrets): Promise<number> => {
  dropKey();
  holdKey(secrets.dataKey);
  const counts = await Promise.all(
    database.tables.map((table) =>
      table
        .toArray()
        .then((rows) => rows.length)
        .catch(() => 0),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

/** The key derivation takes half a second or more each time, by design. */
describe("a passphrase for an open vault", { timeout: 120_000 }, () => {
  it("encrypts everything anew, and the old key opens nothing any more", async () => {
    await beginRekey(PASSPHRASE);
    expect(await isRekeying()).toBe(true);
    expect(await readHeader()).toMatchObject({ kind: "passphrase" });
    const told: [number, number][] = [];
    await finishRekey(PASSPHRASE, (...rows) => told.push(rows));
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
    expect(await openedBy(old)).toBe(0);
    expect((await gate.headers.toArray()).map(({ id }) => id)).toEqual(["header"]);
    await expectWhole();
  });

  it("is gone on with, wherever it was cut short", async () => {
    await beginRekey(PASSPHRASE);
    const rows = await withRawTables(async (tables) =>
      (await Promise.all(tables.map((table) => table.count()))).reduce((sum, count) => sum + count, 0),
    );
    expect(rows).toBeGreaterThan(8);
    for (let at = 1; at <= rows; at += 2) {
      const died = finishRekey(PASSPHRASE, (done) => {
        if (done === at) throw new Error("killed here");
      });
      await expect(died).rejects.toThrow("killed here");
      expect(await isRekeying()).toBe(true);
    }
    await finishRekey(PASSPHRASE);
    await expectWhole();
  });

  it("loses no row to a death between taking the old one away and laying the new one down", async () => {
    await beginRekey(PASSPHRASE);
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
      throw new Error("killed here");
    });
    await expect(finishRekey(PASSPHRASE)).rejects.toThrow();
    put.mockRestore();
    await finishRekey(PASSPHRASE);
    await expectWhole();
  });

  it("does nothing by a wrong passphrase, and nothing twice", async () => {
    await beginRekey(PASSPHRASE);
    await expect(finishRekey("sai hoàn toàn, nhầm rồi")).rejects.toMatchObject({ code: "wrong-passphrase" });
    expect(await openedBy(old)).toBeGreaterThan(8);
    await Promise.all([finishRekey(PASSPHRASE), finishRekey(PASSPHRASE)]);
    await expectWhole();
    await expect(beginRekey(PASSPHRASE)).rejects.toMatchObject({ code: "bad-request" });
  });

  it("finds a row that was being written when the choice was made", async () => {
    await beginRekey(PASSPHRASE);
    let late = true;
    await finishRekey(PASSPHRASE, (done, all) => {
      if (done !== all || !late) return;
      late = false;
      holdKey(old.dataKey);
      void writeSetting("late", "muộn");
    });
    await opened();
    expect(await readSetting("late")).toBe("muộn");
  });

  it("takes along letters that had not been opened, and leaves what is damaged where it lies", async () => {
    const letter = { content: "thư", files: new Map() };
    await putLetter({ id: idOf(50), cipher: await sealLetter(old.recipient, letter) });
    await putLetter({ id: idOf(51), cipher: await sealLetter((await newSecrets()).recipient, letter) });
    const raw = await new Dexie("kept").open();
    const [first] = await raw.table("artefacts").toArray();
    const broken = { ...first, blobs: [new Blob([new Uint8Array(first.blobs[0].size)])] };
    await raw.table("artefacts").put(broken);
    raw.close();
    await beginRekey(PASSPHRASE);
    await finishRekey(PASSPHRASE);
    const { identity } = await opened();
    expect(await letterIds()).toHaveLength(2);
    const moved = await getLetter(idOf(50));
    expect((await openLetter(identity, moved?.cipher ?? new Blob())).content).toBe("thư");
    const reads = await Promise.allSettled([1, 2, 3].map((number) => readArtefact(idOf(number), "text.txt")));
    expect(reads.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await countCaptures()).toBe(3);
  });

  it("refuses one too short, and changes nothing then", async () => {
    await expect(beginRekey("ngắn")).rejects.toMatchObject({ code: "bad-request" });
    expect(await readBefore()).toBeNull();
    expect((await unwrapSecrets(await readHeader(), "")).id).toBe(old.id);
  });
});
