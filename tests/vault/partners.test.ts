/** Partners are kept and read anew each time; what each was handed is told capture by capture, and goes with the case. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createCase } from "../../lib/vault/case-list.ts";
import { database } from "../../lib/vault/database.ts";
import { collapse, noteHanded, notYetHanded, takeBackHanded } from "../../lib/vault/handed.ts";
import {
  changePartner,
  isBroken,
  keepPartner,
  listPartners,
  readPartner,
  removePartner,
} from "../../lib/vault/partners.ts";
import { removeCapture } from "../../lib/vault/remove.ts";
import { removeCase } from "../../lib/vault/remove-case.ts";
import { fileOf, newKey, profileOf } from "../partner/made.ts";
import { randomId, storeIn } from "./case.ts";
import { stubLocks } from "./locks.ts";
import { NOW } from "./statement.ts";

const key = await newKey();
const file = await fileOf(await profileOf(), key);

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

async function keepOne(): Promise<string> {
  const id = randomId();
  await keepPartner({ id, file, addedAt: NOW, comparedAt: null, token: null }, null);
  return id;
}

describe("a partner", () => {
  it("is kept as the file, and opened whenever it is read", async () => {
    const id = await keepOne();
    const kept = await readPartner(id);
    expect(kept).toMatchObject({ id, file, comparedAt: null, token: null });
    expect(kept.opened).toMatchObject({ keyId: key.keyId, profile: { name: "Nhà Lưu Giữ" } });
    await changePartner(id, { comparedAt: NOW });
    await changePartner(id, { token: "x" });
    expect(await readPartner(id)).toMatchObject({ comparedAt: NOW, token: "x" });
    await removePartner(id);
    await expect(readPartner(id)).rejects.toMatchObject({ code: "not-found" });
    await expect(changePartner(id, { token: null })).rejects.toMatchObject({ code: "not-found" });
  });

  it("whose kept file no longer opens is listed as broken, beside those that do", async () => {
    const good = await keepOne();
    const id = randomId();
    const broken = { id, file: file.slice(1), addedAt: NOW, comparedAt: null, token: null };
    await keepPartner(broken, null);
    const listed = await listPartners();
    expect(listed.filter(isBroken)).toEqual([
      { id, fault: expect.objectContaining({ code: "profile-malformed" }) },
    ]);
    expect(listed.filter((one) => !isBroken(one)).map((one) => one.id)).toEqual([good]);
  });

  it("is replaced only where it still is what was decided on", async () => {
    const id = await keepOne();
    const next = await fileOf(await profileOf({ name: "Khác" }), key);
    const row = { id, addedAt: NOW, comparedAt: null, token: null, file: next };
    await keepPartner(row, file);
    await expect(keepPartner(row, file)).rejects.toMatchObject({ code: "not-found" });
    await expect(keepPartner(row, null)).rejects.toMatchObject({ code: "not-found" });
    expect((await readPartner(id)).opened.profile.name).toBe("Khác");
  });
});

describe("what is new since the last time", () => {
  it("is what this partner was never handed of this case, also after deletions and what was called off", async () => {
    const [one, two] = [await keepOne(), await keepOne()];
    const [a, b] = [await createCase("a", NOW), await createCase("b", NOW)];
    const ids: string[] = [];
    for (const text of ["0", "1", "2", "3"]) ids.push(await storeIn(a, text));
    await storeIn(b, "other");
    const left = async (partner: string) => (await notYetHanded(partner, a)).map((id) => ids.indexOf(id));
    expect(await left(one)).toEqual([3, 2, 1, 0]);
    await noteHanded(one, a, [3, 1]);
    await noteHanded(one, a, [1]);
    expect(await left(one)).toEqual([2, 0]);
    expect(await left(two)).toEqual([3, 2, 1, 0]);
    expect(await notYetHanded(one, b)).toHaveLength(1);
    await removeCapture(ids[0] ?? "");
    ids.push(await storeIn(a, "4"));
    expect(await left(one)).toEqual([4, 2]);
    await takeBackHanded(one, a, [3]);
    // Another worker reads the same.
    database.close();
    await database.open();
    expect(await left(one)).toEqual([4, 3, 2]);
  });

  it("is forgotten with the case, and with the partner", async () => {
    const [one, two] = [await keepOne(), await keepOne()];
    const [a, b] = [await createCase("a", NOW), await createCase("b", NOW)];
    for (const partner of [one, two]) for (const caseId of [a, b]) await noteHanded(partner, caseId, [0]);
    await removeCase(a);
    expect((await database.handed.toArray()).map(({ caseId }) => caseId)).toEqual([b, b]);
    await removePartner(one);
    expect((await database.handed.toArray()).map(({ partnerId }) => partnerId)).toEqual([two]);
    await noteHanded(one, b, [0]);
    await noteHanded(two, a, [0]);
    expect(await database.handed.count()).toBe(1);
  });

  it("is kept in as few stretches as there are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), (numbers) => {
        const stretches = collapse(new Set(numbers));
        const back = stretches.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        expect(back).toEqual([...numbers].sort((a, b) => a - b));
        for (const [at, [from]] of stretches.entries())
          expect(from).toBeGreaterThan((stretches[at - 1]?.[1] ?? -2) + 1);
      }),
    );
  });
});
