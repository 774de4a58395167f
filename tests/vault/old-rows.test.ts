/** Rows of the time before the vault: sealed all or none, and gone in clear when all else stands. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { emptyHead } from "../../lib/evidence/custody.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { sealCapture } from "../../lib/evidence/seal.ts";
import { countCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { cardOf } from "../../lib/vault/card.ts";
import { DEFAULT_CASE, readHead, readLog } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { copyOldRows, dropOldRows, hasOldRows } from "../../lib/vault/old-rows.ts";
import { stubLocks } from "./locks.ts";
import { capture, idOf, NOW, storeOne } from "./statement.ts";

const SCHEMA = {
  cases: "id",
  heads: "caseId",
  captures: "id, &[caseId+seq]",
  artefacts: "[captureId+name]",
  custody: "[caseId+seq]",
  journal: "captureId",
  settings: "key",
  looks: "captureId, of, state",
};

/** The database as the versions before the vault wrote it: three captures, a setting, a capture under way. */
async function oldDatabase(): Promise<void> {
  const old = new Dexie("vault");
  old.version(2).stores(SCHEMA);
  let head = emptyHead();
  for (const number of [1, 2, 3]) {
    const { statement, files } = await capture(`bài cũ ${number}`);
    const sealed = await sealCapture(statement, { captureId: idOf(number), head, now: NOW });
    const { record, disclosures, leaf, seq } = sealed;
    const body = { card: cardOf(statement, sealed, DEFAULT_CASE), record, disclosures, leaf };
    await old.table("captures").add({ id: idOf(number), caseId: DEFAULT_CASE, seq, body });
    for (const [name, bytes] of files)
      await old.table("artefacts").add({ captureId: idOf(number), name, bytes });
    await old.table("custody").add({ caseId: DEFAULT_CASE, seq: head.size, body: sealed.entry });
    head = sealed.head;
  }
  await old.table("heads").add({ caseId: DEFAULT_CASE, body: head });
  await old
    .table("cases")
    .add({ id: DEFAULT_CASE, body: { createdAt: NOW, keys: await createCaseKeys(NOW) } });
  await old.table("settings").add({ key: "secondLook", body: true });
  await old
    .table("journal")
    .add({ captureId: idOf(9), state: "open", body: { startedAt: NOW, trigger: "button" } });
  old.close();
}

beforeEach(async () => {
  stubLocks();
  vi.restoreAllMocks();
  await database.delete();
  await database.open();
  await Dexie.delete("vault");
  await oldDatabase();
});

async function expectAll(): Promise<void> {
  expect(await countCaptures()).toBe(3);
  expect((await readCapture(idOf(2)))?.statement.extraction.text?.value).toBe("bài cũ 2");
  expect(await (await readArtefact(idOf(3), "text.txt"))?.text()).toBe("bài cũ 3");
  expect(await readLog(DEFAULT_CASE, 99)).toHaveLength(3);
  expect(await readHead(DEFAULT_CASE)).toMatchObject({ size: 3, records: 3 });
  expect(await database.journal.get(idOf(9))).toMatchObject({ state: "open" });
}

describe("rows in clear", () => {
  it("are sealed, and the case goes on", async () => {
    expect(await hasOldRows()).toBe(true);
    await copyOldRows();
    await dropOldRows();
    expect(await hasOldRows()).toBe(false);
    await expectAll();
    expect((await storeOne(4)).seq).toBe(3);
  });

  it("are sealed by whoever comes after one cut short at any row", async () => {
    let writes = 0;
    const tables = Object.getPrototypeOf(database.captures) as typeof database.captures;
    const { bulkPut } = tables;
    for (let cut = 1; cut <= 7; cut++) {
      writes = 0;
      const spy = vi.spyOn(tables, "bulkPut").mockImplementation(function (
        this: typeof tables,
        ...given: unknown[]
      ) {
        if (++writes === cut) throw new Error("killed here");
        return bulkPut.apply(this, given as Parameters<typeof bulkPut>);
      });
      await expect(copyOldRows()).rejects.toThrow();
      spy.mockRestore();
      expect(await hasOldRows()).toBe(true);
    }
    await copyOldRows();
    await dropOldRows();
    await expectAll();
  });
});
