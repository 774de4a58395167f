/** Several cases: each capture in the one it began in, nothing that links two, and a deleted one gone whole. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listCaptures } from "../../lib/vault/captures.ts";
import {
  activeCase,
  chooseCase,
  createCase,
  listCases,
  noteExported,
  renameCase,
} from "../../lib/vault/case-list.ts";
import { openCase, readHead, readKeys } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { exportedWith } from "../../lib/vault/exported.ts";
import { openJournal } from "../../lib/vault/journal.ts";
import { writeNote } from "../../lib/vault/notes.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import { removeCase } from "../../lib/vault/remove-case.ts";
import { exportCase, randomId, storeIn } from "./case.ts";
import { stubLocks } from "./locks.ts";
import { NOW } from "./statement.ts";

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

describe("cases", () => {
  it("are named by the person, chosen, and number their captures each for itself", async () => {
    const a = await createCase("  Vụ  hồ nước ", NOW);
    const b = await createCase("Vụ hai", NOW);
    await chooseCase(b);
    await storeIn(a, "một");
    await storeIn(b, "hai");
    await storeIn(b, "ba");
    expect(await activeCase()).toBe(b);
    expect((await listCaptures()).map(({ seq }) => seq)).toEqual([1, 0]);
    expect((await listCaptures({ caseId: a })).map(({ seq }) => seq)).toEqual([0]);
    await renameCase(a, "Vụ hồ");
    const names = (await listCases()).map(({ name, captures, active }) => ({ name, captures, active }));
    expect(names).toEqual(
      expect.arrayContaining([
        { name: "Vụ hồ", captures: 1, active: false },
        { name: "Vụ hai", captures: 2, active: true },
      ]),
    );
    for (const name of ["   ", "x".repeat(81)])
      await expect(renameCase(a, name)).rejects.toMatchObject({ code: "bad-request" });
    await expect(chooseCase("none")).rejects.toMatchObject({ code: "not-found" });
  });

  it("are exported up to where nothing is left out, never back", async () => {
    const a = await createCase("a", NOW);
    const ids = [];
    for (const text of ["1", "2", "3"]) ids.push(await storeIn(a, text));
    expect(await exportedWith(a, [{ seq: 1 }, { seq: 2 }])).toBe(-1);
    expect(await exportedWith(a, [{ seq: 0 }, { seq: 2 }])).toBe(0);
    await removeCapture(ids[1] ?? "");
    expect(await exportedWith(a, [{ seq: 0 }, { seq: 2 }])).toBe(2);
    await noteExported(a, 2);
    await noteExported(a, 0);
    expect((await listCases())[0]?.exportedUpTo).toBe(2);
  });
});

describe("deleting a case", () => {
  it("leaves no row that bears it, and the other as it was", async () => {
    const a = await createCase("Bí mật 4711", NOW);
    const b = await createCase("Còn lại", NOW);
    const inA = await storeIn(a, "nội dung 0815");
    const inB = await storeIn(b, "ở lại");
    await writeNote(inA, "ghi chú 2342");
    await openJournal(randomId(), NOW, "button", a);
    const waiting = { subject: "checkpoint" as const, data: new Uint8Array(), size: 1, records: 1 };
    const asked = { authority: "https://tsa.example", since: NOW, notBefore: NOW, attempts: 0 };
    await database.stamps.add({ id: "s", caseId: a, state: "waiting", body: { ...waiting, ...asked } });
    await chooseCase(a);
    const before = await readHead(b);
    await removeCase(a);
    const rows = await Promise.all(database.tables.map((table) => table.toArray()));
    const text = JSON.stringify(rows);
    for (const trace of [a, inA, "4711", "0815", "2342"]) expect(text).not.toContain(trace);
    expect(await readHead(b)).toEqual(before);
    expect((await listCaptures({ caseId: b })).map(({ id }) => id)).toEqual([inB]);
    expect(await activeCase()).toBe(b);
    await removeCase(a);
  });

  it("lets nothing under way fall into it, or into another", async () => {
    const a = await createCase("a", NOW);
    await chooseCase(a);
    await removeCase(a);
    await expect(storeIn(a, "muộn")).rejects.toMatchObject({ code: "case-gone" });
    expect(await database.captures.count()).toBe(0);
    const next = await activeCase();
    expect(next).not.toBe(a);
    await openCase(NOW, next);
    await storeIn(next, "mới");
    expect(await database.captures.count()).toBe(1);
  });
});

/** So many bytes in a row that are alike are no chance: 44 bits in hex, 66 in base64. */
const WINDOW = 11;
/** So many that a stranger has too are form, and the rest of the window is where form meets chance. */
const FORM = 5;
const windows = (bytes: Uint8Array, length = WINDOW): Set<string> => {
  const text = Buffer.from(bytes).toString("latin1");
  const found = new Set<string>();
  for (let at = 0; at + length <= text.length; at++) found.add(text.slice(at, at + length));
  return found;
};

describe("two cases of one device", () => {
  // The same post at the same time in three vaults' cases: what two share and a stranger's does not, would link them.
  const stranger = async (): Promise<Uint8Array> => {
    await database.delete();
    await database.open();
    const caseId = await createCase("của người khác", NOW);
    const id = await storeIn(caseId, "cùng một bài viết");
    await writeNote(id, "cùng một ghi chú");
    return exportCase(caseId, [id]);
  };
  const linked = async (plant: (a: string, b: string) => Promise<void>): Promise<string[]> => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(NOW) });
    try {
      const form = windows(await stranger(), FORM);
      const isForm = (window: string) =>
        [...windows(Buffer.from(window, "latin1"), FORM)].some((part) => form.has(part));
      const [a, b] = [await createCase("một", NOW), await createCase("hai", NOW)];
      const bundles: Set<string>[] = [];
      await plant(a, b);
      for (const caseId of [a, b]) {
        const id = await storeIn(caseId, "cùng một bài viết");
        await writeNote(id, "cùng một ghi chú");
        bundles.push(windows(await exportCase(caseId, [id])));
      }
      return [...(bundles[0] ?? [])].filter((window) => bundles[1]?.has(window) && !isForm(window));
    } finally {
      vi.useRealTimers();
    }
  };

  it("share no byte string in their bundles that a stranger's does not have", async () => {
    expect(await linked(async () => undefined)).toEqual([]);
  });

  it("would be found out by one shared key", async () => {
    const share = async (a: string, b: string) => {
      const { statement } = await readKeys(a);
      const row = await database.cases.get(b);
      if (!row) throw new Error("no case");
      row.body.keys.statement.p384Spki = statement.p384Spki;
      await database.cases.put(row);
    };
    expect((await linked(share)).length).toBeGreaterThan(50);
  });
});
