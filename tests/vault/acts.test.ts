/** Every act is an entry of exact form; a race cannot fork the log, and a clock that jumps is told of before the act. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { commitmentOf, disclosureOf } from "../../lib/evidence/disclose.ts";
import { readAct } from "../../lib/model/act.ts";
import { createCase } from "../../lib/vault/case-list.ts";
import { readHead, readLog } from "../../lib/vault/cases.ts";
import { settleClock } from "../../lib/vault/clock.ts";
import { database } from "../../lib/vault/database.ts";
import { enterInterrupted, failCapture } from "../../lib/vault/failed.ts";
import { interruptAll, openJournal } from "../../lib/vault/journal.ts";
import { disclosedNotes, readNote, writeNote } from "../../lib/vault/notes.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { exportCase, randomId, storeIn } from "./case.ts";
import { stubLocks } from "./locks.ts";
import { NOW } from "./statement.ts";

let caseId = "";
beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.parse(NOW) });
  settleClock();
  caseId = await createCase("vụ", NOW);
});
afterEach(() => {
  vi.useRealTimers();
  settleClock();
});

const log = async () =>
  (await readLog(caseId, 999)).map((bytes) => JSON.parse(Buffer.from(bytes).toString()));
const types = async () => (await log()).map(({ type }) => type);
const verified = async (bytes: Uint8Array<ArrayBuffer>) =>
  verifyBundle(blobSource(new Blob([bytes])), { now: "2026-12-01T00:00:00.000Z" });

describe("a case with all that can be done here", () => {
  it("makes a bundle that verifies, tells its history, and holds notes by choice", async () => {
    const [one, two] = [await storeIn(caseId, "một"), await storeIn(caseId, "hai")];
    const failed = randomId();
    await openJournal(failed, NOW, "picker", caseId);
    await failCapture(failed, { code: "seal-failed", detail: "not to be told" });
    await writeNote(one, "ghi chú đầu");
    await writeNote(one, "ghi chú sau");
    await writeNote(two, "đi cùng bài bị xoá");
    await removeCapture(two);
    const report = await verified(await exportCase(caseId, [one]));
    expect(report.verdict).toBe("intact");
    expect(report.shown?.custody?.history.map(({ type }) => type)).toEqual([
      "captured",
      "captured",
      "failed",
      "annotated",
      "annotated",
      "annotated",
      "deleted",
      "exported",
    ]);
    expect(report.shown?.notes).toMatchObject([{ entry: 4, record: 0, text: "ghi chú sau" }]);
    expect(report.findings.map(({ code }) => code)).toContain("notes-included");
    const entries = await log();
    expect(entries[2].detail).toEqual({
      capture: failed,
      fault: "seal-failed",
      startedAt: NOW,
      trigger: "picker",
    });
    expect(entries[4].detail).toEqual({ record: 0, replaces: 3 });
    for (const entry of entries) expect(readAct(entry)).toMatchObject({ type: entry.type });
    expect(JSON.stringify(entries)).not.toContain("ghi ch");
  });

  it("does not believe a note that was changed or slipped in", async () => {
    const id = await storeIn(caseId, "một");
    await writeNote(id, "thật");
    const row = (await database.notes.toArray())[0];
    if (!row) throw new Error("no note");
    const other = disclosureOf({ path: "note", value: "bịa" });
    await database.notes.put({ ...row, body: { ...row.body, disclosure: other } });
    const report = await verified(await exportCase(caseId, [id]));
    expect(report.verdict).toBe("flawed");
    expect(report.findings.map(({ code }) => code)).toContain("note-foreign");
    expect(report.shown?.notes).toEqual([]);
    expect(await commitmentOf(other)).not.toBe((await log())[1].commitment);
  });

  it("takes a note away by writing nothing, and leaves its entry", async () => {
    const id = await storeIn(caseId, "một");
    await writeNote(id, "sẽ mất");
    await writeNote(id, "  ");
    expect(await readNote(id)).toBeNull();
    expect(await disclosedNotes([id])).toEqual([]);
    expect((await log())[2]).toMatchObject({ type: "deleted", detail: { note: 1 } });
  });

  it("tells of a capture cut short once, and lets it arrive after all", async () => {
    const id = randomId();
    await openJournal(id, NOW, "button", caseId);
    await interruptAll(Date.now() + 1);
    await enterInterrupted();
    await enterInterrupted();
    expect((await log()).map(({ type, detail }) => [type, detail.fault])).toEqual([
      ["failed", "interrupted"],
    ]);
    await failCapture(id, { code: "target-gone" });
    expect(await types()).toEqual(["failed"]);
    expect(await database.journal.count()).toBe(0);
  });
});

describe("the clock", () => {
  it("set back is told of before the act, with both readings", async () => {
    await storeIn(caseId, "một");
    vi.setSystemTime(Date.parse(NOW) - 1);
    const id = await storeIn(caseId, "hai");
    const back = new Date(Date.parse(NOW) - 1).toISOString();
    expect((await log())[1]).toMatchObject({
      type: "clock-jump",
      ts: back,
      detail: { against: "entry", clock: back, expected: NOW },
    });
    const report = await verified(await exportCase(caseId, [id]));
    expect(report.verdict).toBe("intact");
    expect(report.findings.filter(({ code }) => code.startsWith("clock-")).map(({ code }) => code)).toEqual([
      "clock-jump",
    ]);
  });

  it("that ran away from the time that passed is told of once; one that kept pace is not", async () => {
    vi.advanceTimersByTime(3_600_000);
    await storeIn(caseId, "một");
    expect(await types()).toEqual(["captured"]);
    vi.setSystemTime(Date.now() + 61_000);
    await storeIn(caseId, "hai");
    await storeIn(caseId, "ba");
    expect(await types()).toEqual(["captured", "clock-jump", "captured", "captured"]);
    expect((await log())[1].detail).toMatchObject({ against: "steady" });
  });
});

describe("two workers at once", () => {
  it("cannot fork the log, even without the lock", async () => {
    vi.stubGlobal("navigator", { locks: { request: (_: string, work: () => unknown) => work() } });
    vi.resetModules();
    // Another worker's memory: its own key, its own connection.
    (await import("../../lib/vault/keyring.ts")).useKeySource(async () => new Uint8Array(32).fill(3));
    await (await import("../../lib/vault/database.ts")).database.open();
    const other: typeof import("../../lib/vault/store.ts") = await import("../../lib/vault/store.ts");
    const { capture } = await import("./statement.ts");
    const elsewhere = async (text: string) =>
      other.storeCapture({ captureId: randomId(), ...(await capture(text)), now: NOW, caseId });
    await Promise.all([storeIn(caseId, "a"), elsewhere("b"), storeIn(caseId, "c")]);
    expect((await log()).map(({ seq, detail }) => [seq, detail.record])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect((await readHead(caseId)).size).toBe(3);
  });

  it("a transaction that dies after the entry leaves neither entry nor head", async () => {
    await storeIn(caseId, "một");
    const before = await readHead(caseId);
    const spy = vi.spyOn(database.heads, "put").mockImplementation((() => {
      Dexie.currentTransaction.abort();
      return Dexie.Promise.resolve(caseId);
    }) as typeof database.heads.put);
    await expect(storeIn(caseId, "hai")).rejects.toMatchObject({ code: "seal-failed" });
    spy.mockRestore();
    expect(await readHead(caseId)).toEqual(before);
    expect(await types()).toEqual(["captured"]);
  });
});

describe("the form of an act", () => {
  it.each([
    [
      "more than is named",
      { type: "captured", commitment: `sha256:${"0".repeat(64)}`, detail: { record: 0, url: "x" } },
    ],
    ["no commitment", { type: "captured", commitment: null, detail: { record: 0 } }],
    [
      "a commitment too many",
      {
        type: "exported",
        commitment: `sha256:${"0".repeat(64)}`,
        detail: { bundle: "b".repeat(32), captures: 1 },
      },
    ],
    [
      "a sentence for a code",
      {
        type: "failed",
        commitment: null,
        detail: { capture: "b".repeat(32), fault: "Tên tôi", startedAt: NOW, trigger: "button" },
      },
    ],
  ])("%s is refused", (_, entry) => {
    expect(canonicalBytes(entry).length).toBeGreaterThan(0);
    expect(readAct(entry)).toBeNull();
  });

  it("of a type that is not known is passed over", () => {
    expect(readAct({ type: "wiped", commitment: null, detail: { any: "thing" } })).toBe("unknown");
  });
});
