/** Tokens are kept with their entry or not at all, and each record is given its earliest stamp. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { anchorOf, stampsCovering, unanchored } from "../../lib/vault/anchors.ts";
import { database, type StampToken } from "../../lib/vault/database.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import {
  dropWaitingStamps,
  grantedStamps,
  keepToken,
  noteFailure,
  openCheckpointStamp,
} from "../../lib/vault/stamps.ts";
import { stubLocks } from "./locks.ts";
import { idOf, NOW, storeOne } from "./statement.ts";

const CASE = "default";
const A = "http://a.example/";
const B = "http://b.example/";

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

const tokenAt = (genTime: string, known = true): StampToken => ({
  bytes: new TextEncoder().encode(genTime),
  genTime,
  accuracyMs: 1000,
  name: known ? "Known" : "Unknown",
  known,
  chain: "",
  keptAt: NOW,
});
const minute = (number: number) => `2026-05-01T08:${String(number).padStart(2, "0")}:00.000Z`;
async function stamp(authority: string, at: number, known = true): Promise<void> {
  const row = await openCheckpointStamp(CASE, { authority, since: NOW });
  await keepToken(row, tokenAt(minute(at), known), "40");
}
const entries = () => database.custody.count();
const whole = Number.MAX_SAFE_INTEGER;
const covering = async (seqs: number[], size = whole) =>
  (await stampsCovering(CASE, seqs, size)).map(({ body }) => [body.authority, body.token.genTime]);

describe("keeping a token", () => {
  it("writes entry, head and token together, or nothing where one cannot be written", async () => {
    await storeOne(1);
    const row = await openCheckpointStamp(CASE, { authority: A, since: NOW });
    const before = [await entries(), await database.heads.get(CASE)];
    // A function cannot be stored: the write of the row fails after those of entry and head.
    const broken = { ...tokenAt(minute(1)), name: (() => "") as unknown as string };
    await expect(keepToken(row, broken, "40")).rejects.toMatchObject({ code: "seal-failed" });
    expect([await entries(), await database.heads.get(CASE)]).toEqual(before);
    expect(await grantedStamps(CASE)).toEqual([]);
    await keepToken(row, tokenAt(minute(1)), "40");
    expect(await entries()).toBe(2);
    expect(await grantedStamps(CASE)).toHaveLength(1);
  });

  it("is done once, and not for what is no longer wanted", async () => {
    await storeOne(1);
    const row = await openCheckpointStamp(CASE, { authority: A, since: NOW });
    await keepToken(row, tokenAt(minute(1)), "40");
    await keepToken(row, tokenAt(minute(2)), "40");
    expect(await entries()).toBe(2);
    await storeOne(2);
    const dropped = await openCheckpointStamp(CASE, { authority: A, since: NOW });
    await dropWaitingStamps();
    await keepToken(dropped, tokenAt(minute(3)), "40");
    await noteFailure(dropped.id, { code: "stamp-wrong" });
    expect((await grantedStamps(CASE)).map(({ body }) => body.token.genTime)).toEqual([minute(1)]);
    expect(await database.stamps.count()).toBe(1);
  });
});

describe("what waits", () => {
  it("is one row, brought up to date with the log", async () => {
    await storeOne(1);
    const first = await openCheckpointStamp(CASE, { authority: A, since: NOW });
    await storeOne(2);
    const second = await openCheckpointStamp(CASE, { authority: A, since: NOW });
    expect(second.id).toBe(first.id);
    expect([first.body.records, second.body.records]).toEqual([1, 2]);
    expect(await database.stamps.count()).toBe(1);
  });

  it("is counted from the first capture that no stamp covers, also after deletions", async () => {
    for (const id of [1, 2]) await storeOne(id);
    await stamp(A, 1);
    expect(await unanchored(CASE)).toBeNull();
    expect(await unanchored(CASE, B)).toMatchObject({ count: 2 });
    for (const id of [3, 4]) await storeOne(id);
    expect(await unanchored(CASE)).toMatchObject({ count: 2 });
    await removeCapture(idOf(3));
    expect(await unanchored(CASE)).toMatchObject({ count: 1 });
    await removeCapture(idOf(4));
    expect(await unanchored(CASE)).toBeNull();
  });
});

describe("what goes into a bundle", () => {
  it("is for each record the earliest stamp of each authority, within the log that goes along", async () => {
    await storeOne(1);
    await stamp(A, 1);
    await storeOne(2);
    await stamp(A, 2);
    await stamp(B, 3);
    await storeOne(3);
    await stamp(A, 4);
    expect(await covering([0])).toEqual([
      [A, minute(1)],
      [B, minute(3)],
    ]);
    expect(await covering([1])).toEqual([
      [A, minute(2)],
      [B, minute(3)],
    ]);
    expect(await covering([0, 2])).toEqual([
      [A, minute(1)],
      [A, minute(4)],
      [B, minute(3)],
    ]);
    expect(await covering([0, 1, 2], 1)).toEqual([[A, minute(1)]]);
    expect(await covering([])).toEqual([]);
  });

  it("is not led astray by an authority whose clock went back", async () => {
    await storeOne(1);
    await stamp(A, 5);
    await storeOne(2);
    await stamp(A, 3);
    await storeOne(3);
    await stamp(A, 7);
    expect(await covering([1])).toEqual([[A, minute(3)]]);
    expect(await covering([0, 2])).toEqual([
      [A, minute(3)],
      [A, minute(7)],
    ]);
  });

  it("and on the screen a known authority goes before an unknown one that was quicker", async () => {
    await storeOne(1);
    await stamp(A, 1, false);
    expect(await anchorOf(CASE, 0)).toMatchObject({ known: false });
    await stamp(B, 5);
    expect(await anchorOf(CASE, 0)).toEqual({
      genTime: minute(5),
      accuracyMs: 1000,
      name: "Known",
      known: true,
    });
    expect(await anchorOf(CASE, 1)).toBeNull();
  });
});
