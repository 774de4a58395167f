/** The queue of second looks outlives whoever works through it, and ties each look to its capture. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database, type LookRow } from "../../lib/vault/database.ts";
import { askLooks, dropWaitingLooks, giveUpLook, looksAt, nextLooks } from "../../lib/vault/looks.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { stubLocks } from "./locks.ts";
import { capture, idOf, NOW, storeOne } from "./statement.ts";

const row = (id: number, of: number, login: boolean, askedAt = NOW): LookRow => ({
  captureId: idOf(id),
  of: idOf(of),
  state: "waiting",
  body: { login, askedAt, attempts: 0 },
});
const states = async (of: number) => (await looksAt(idOf(of))).map((look) => look.state);

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

async function storeLook(id: number, of: number, login: boolean): Promise<void> {
  const made = await capture("xem lại");
  const secondLook = { of: idOf(of), login, httpStatus: 200, comparison: [] };
  const statement = {
    ...made.statement,
    capture: { ...made.statement.capture, trigger: "second-look" as const, secondLook },
  };
  await storeCapture({ captureId: idOf(id), ...made, statement, now: NOW });
}

describe("the queue of looks", () => {
  it("gives the looks at one capture together, the longest waiting first", async () => {
    await askLooks([
      row(11, 1, true, "2026-05-02T00:00:00.000Z"),
      row(12, 1, false, "2026-05-02T00:00:00.000Z"),
    ]);
    await askLooks([row(13, 2, true)]);
    expect((await nextLooks()).map((look) => look.captureId)).toEqual([idOf(13)]);
    await giveUpLook(idOf(13), { code: "not-found" });
    expect((await nextLooks()).map((look) => look.captureId).sort()).toEqual([idOf(11), idOf(12)]);
  });

  it("counts an attempt before it is made, and gives up what ends every worker", async () => {
    await askLooks([row(11, 1, true)]);
    for (const attempt of [1, 2, 3]) expect((await nextLooks())[0]?.body.attempts).toBe(attempt);
    expect(await nextLooks()).toEqual([]);
    expect((await looksAt(idOf(1)))[0]).toMatchObject({
      state: "failed",
      body: { fault: { code: "interrupted" } },
    });
  });

  it("is written in the transaction that seals the capture, or not at all", async () => {
    const made = await capture("bài");
    await storeCapture({ captureId: idOf(1), ...made, now: NOW, looks: [row(11, 1, true)] });
    expect(await states(1)).toEqual(["waiting"]);
    const twice = storeCapture({ captureId: idOf(1), ...made, now: NOW, looks: [row(12, 1, false)] });
    await expect(twice).rejects.toThrow();
    expect(await states(1)).toEqual(["waiting"]);
  });

  it("marks a look as kept in the transaction that seals it", async () => {
    await storeOne(1);
    await askLooks([row(11, 1, true), row(12, 1, false)]);
    await storeLook(11, 1, true);
    expect(await states(1)).toEqual(["kept", "waiting"]);
    expect((await nextLooks()).map((look) => look.captureId)).toEqual([idOf(12)]);
    expect((await database.captures.get(idOf(11)))?.body.card.look).toBe("login");
    expect((await database.captures.get(idOf(1)))?.body.card.look).toBeUndefined();
  });

  it("forgets what waits when the person wants no more, and keeps what was found", async () => {
    await storeOne(1);
    await askLooks([row(12, 1, false)]);
    await storeLook(11, 1, true);
    await dropWaitingLooks();
    expect(await states(1)).toEqual(["kept"]);
  });

  it("goes with the capture", async () => {
    await storeOne(1);
    await storeLook(11, 1, true);
    await removeCapture(idOf(11));
    expect(await states(1)).toEqual([]);
    await askLooks([row(12, 1, false)]);
    await removeCapture(idOf(1));
    expect(await database.looks.count()).toBe(0);
  });
});
