/**
 * The first databases that were given out, frozen as they lay on a disk: what is written by that version opens under every
 * later one, and what a later one wrote is left alone by an earlier one.
 */
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { listCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { listCases } from "../../lib/vault/case-list.ts";
import { readKeys } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { gate, getLetter, letterIds, readHeader } from "../../lib/vault/gate.ts";
import { unwrapSecrets } from "../../lib/vault/header.ts";
import { dropKey, holdKey, useKeySource } from "../../lib/vault/keyring.ts";
import { openLetter } from "../../lib/vault/letter.ts";
import { readNote } from "../../lib/vault/notes.ts";
import { readSetting } from "../../lib/vault/settings.ts";
import { readIdentifiers } from "../../lib/vault/witness.ts";
import { type Lying, layDown, pickUp } from "../fixtures/vault-at-rest.ts";
import { flawsOf } from "../fixtures/whole.ts";
import { storeIn } from "./case.ts";
import { stubLocks } from "./locks.ts";
import { idOf } from "./statement.ts";

const FIRST: Record<"gate" | "kept", Lying> = JSON.parse(
  readFileSync(new URL("../fixtures/vault-1.json", import.meta.url), "utf8"),
);
const everything = async () =>
  Object.fromEntries(
    await Promise.all(database.tables.map(async (table) => [table.name, await table.toArray()] as const)),
  );

beforeEach(async () => {
  stubLocks();
  useKeySource(async () => null);
  dropKey();
  await database.delete();
  await gate.delete();
});

async function opened(): Promise<string> {
  await gate.open();
  const secrets = await unwrapSecrets(await readHeader(), "");
  holdKey(secrets.dataKey);
  await database.open();
  return secrets.identity;
}

describe("what the first version wrote", () => {
  it("opens whole: captures, files, logs, keys, notes, settings, queues, letters", async () => {
    await layDown(FIRST);
    const identity = await opened();
    const rows = await everything();
    expect(await flawsOf(rows)).toEqual([]);
    for (const [table, { rows: lay }] of Object.entries(FIRST.kept.stores))
      expect(rows[table], table).toHaveLength(lay.length);
    for (const table of database.tables) await table.toArray();
    expect((await listCaptures({ caseId: "default" })).map(({ seq }) => seq)).toEqual([2, 0]);
    expect((await readCapture(idOf(3)))?.statement.extraction.text?.value).toBe("bài viết số 3");
    expect(await (await readArtefact(idOf(1), "text.txt"))?.text()).toBe("bài viết số 1");
    expect((await readNote(idOf(1)))?.text).toBe("ghi chú");
    expect(await readSetting("secondLook")).toBe(true);
    expect(await readIdentifiers()).toHaveLength(1);
    const cases = await listCases();
    expect(cases.map(({ name }) => name)).toContain("Hồ sơ thứ hai");
    for (const { id, keyId } of cases) expect((await readKeys(id)).statement.keyId).toBe(keyId);
    const [letter = ""] = await letterIds();
    const { cipher = new Blob() } = (await getLetter(letter)) ?? {};
    expect((await openLetter(identity, cipher)).content).toMatchObject({ kind: "begun" });
  });

  it("is gone on with", async () => {
    await layDown(FIRST);
    await opened();
    await storeIn("default", "sau khi cập nhật");
    expect(await flawsOf(await everything())).toEqual([]);
    expect(await listCaptures({ caseId: "default" })).toHaveLength(3);
  });

  it("has its tables and indexes to this day: a later version adds and takes nothing away", async () => {
    await layDown(FIRST);
    await opened();
    database.close();
    gate.close();
    for (const name of ["gate", "kept"] as const) {
      const { stores } = await pickUp(name);
      for (const [table, { keyPath, indexes }] of Object.entries(FIRST[name].stores)) {
        expect(stores[table]?.keyPath, table).toEqual(keyPath);
        expect(stores[table]?.indexes, table).toEqual(expect.arrayContaining(indexes));
      }
    }
  });
});

describe("what a later version wrote", () => {
  const later = (lying: Lying): Lying => ({
    version: 9990,
    stores: { ...lying.stores, hence: { keyPath: "id", indexes: [], rows: [{ id: "x" }] } },
  });

  it.each(["gate", "kept"] as const)("is left alone, and said: %s", async (name) => {
    await layDown({ ...FIRST, [name]: later(FIRST[name]) });
    const attempt = opened();
    await expect(attempt).rejects.toMatchObject({ code: "store-newer" });
    const { version, stores } = await pickUp(name);
    expect(version).toBe(9990);
    expect(stores.hence?.rows).toHaveLength(1);
  });

  it("is said where only the header's version is later", async () => {
    const header = { id: "header", header: { v: 2, kind: "another" } };
    const stores = { ...FIRST.gate.stores, headers: { keyPath: "id", indexes: [], rows: [header] } };
    await layDown({ ...FIRST, gate: { version: 10, stores } });
    await gate.open();
    await expect(readHeader()).rejects.toMatchObject({ code: "store-newer" });
  });
});
