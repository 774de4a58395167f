/** The ladder: what each rung says, and that none says more than was checked. */
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { type Grade, gradeSentence, gradesOf } from "../../lib/verify/grades.ts";
import { compareReports } from "../../lib/verify/together.ts";
import { type Report, type VerifyOptions, verifyBundle } from "../../lib/verify/verify.ts";
import { GRADE_WORDS, RUNGS } from "../../lib/verify/words-grades.ts";
import { bundleBytes, sampleBundle, sampleCase, sampleInput } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const report = (bytes: Uint8Array<ArrayBuffer>, more: Partial<VerifyOptions> = {}) =>
  verifyBundle(blobSource(new Blob([bytes])), { now, ...more });
const codes = (grades: readonly Grade[]) => grades.map(({ code }) => code);

describe("the ladder", () => {
  it("has six rungs whatever the file", async () => {
    const good = await report(await sampleBundle(2));
    expect(good.grades.map(({ rung }) => rung)).toEqual(Object.keys(RUNGS));
    expect(codes(good.grades)).toEqual([
      "intact-holds",
      "signed-unknown",
      "before-none",
      "log-holds",
      "seen-alone",
      "withheld-none",
    ]);
    const none = await report(new Uint8Array(9));
    expect(none.grades.map(({ state }) => state)).not.toContain("holds");
    expect(none.grades.map(({ rung }) => rung)).toEqual(Object.keys(RUNGS));
  });

  it("knows the key by the reader's list, in hex or in words", async () => {
    const made = await sampleCase(1);
    const bytes = await bundleBytes(sampleInput(made));
    const { keyId } = made.keys.statement;
    for (const listed of [keyId, keyId.slice(0, 37)]) {
      const { grades, findings } = await report(bytes, { knownKeys: [{ name: "Báo Mẫu", keyId: listed }] });
      expect(grades[1]).toMatchObject({ code: "signed-known", state: "holds", values: { name: "Báo Mẫu" } });
      expect(findings.map(({ code }) => code)).toContain("key-known");
    }
    const wrong = `${keyId.slice(0, -1)}${keyId.endsWith("0") ? "1" : "0"}`;
    expect((await report(bytes, { knownKeys: [{ name: "x", keyId: wrong }] })).grades[1]?.state).toBe(
      "unknown",
    );
  });

  it("has no rung that holds once one byte is changed, whoever signed", async () => {
    const made = await sampleCase(1);
    const bytes = await bundleBytes(sampleInput(made));
    const knownKeys = [{ name: "x", keyId: made.keys.statement.keyId }];
    for (let at = 40; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      const { grades } = await report(copy, { knownKeys });
      expect(
        grades.filter(({ state }) => state === "holds"),
        `byte ${at}`,
      ).toEqual([]);
    }
  });

  it("states the latest trusted time, and only where every capture has one", async () => {
    const good = await report(await sampleBundle(2));
    if (!good.shown) throw new Error("nothing shown");
    const stamp = (genTime: string, subject: "manifest" | "checkpoint", trusted = true) => ({
      file: "timestamps/manifest-0.tsr",
      size: null,
      genTime,
      accuracyMs: null,
      subject,
      trusted,
      authority: "TSA",
    });
    const early = "2026-11-20T09:00:00.000Z";
    const late = "2026-11-20T10:00:00.000Z";
    const shown = { ...good.shown, stamps: [stamp(early, "checkpoint"), stamp(late, "manifest")] };
    const timed = (...before: (string | null)[]) =>
      gradesOf({
        ...good,
        shown: {
          ...shown,
          captures: shown.captures.map((capture, n) => ({ ...capture, before: before[n] ?? null })),
        },
      });
    expect(timed(early, late)[2]).toMatchObject({
      code: "before-holds",
      values: { time: late, authority: "TSA" },
    });
    expect(timed(early, null)[2]).toMatchObject({ state: "unknown", values: { count: "1", of: "2" } });
    expect(timed(null, null)[2]?.code).toBe("before-none");
    expect(timed(early, late)[3]).toMatchObject({
      code: "log-anchored",
      values: { first: early, anchors: "1" },
    });
  });
});

describe("bundles together", () => {
  const key = (made: Awaited<ReturnType<typeof sampleCase>>, name: string) => ({
    name,
    keyId: made.keys.statement.keyId,
  });

  it("meet by the thing they show, and are independent only where the reader knows both keys apart", async () => {
    const [one, two] = [await sampleCase(2), await sampleCase(1)];
    const reports = [
      await report(await bundleBytes(sampleInput(one))),
      await report(await bundleBytes(sampleInput(two))),
    ];
    const seen = (...known: { name: string; keyId: string }[]) => compareReports(reports, known).seen;
    expect(compareReports(reports).meetings.map(({ subject }) => subject)).toEqual(["facebook post_id 1000"]);
    expect(seen()[0]).toMatchObject({ code: "seen-unknown", values: { count: "1", of: "2", keys: "1" } });
    expect(seen(key(one, "A"))[1]?.state).toBe("unknown");
    expect(seen(key(one, "A"), key(two, "A"))[0]?.state).toBe("unknown");
    const apart = seen(key(one, "A"), key(two, "B"));
    expect(apart.map(({ code }) => code)).toEqual(["seen-known", "seen-known"]);
    expect(apart[0]?.values.names).toBe("B");
  });

  it("do not meet under one key, in a flawed file, by a group, or by a second look", async () => {
    const made = await sampleCase(2);
    const bytes = await bundleBytes(sampleInput(made));
    const other = await sampleBundle(2);
    const broken = other.slice();
    broken[60_000] = (broken[60_000] ?? 0) ^ 1;
    const [one, same, bad, good] = [
      await report(bytes),
      await report(bytes),
      await report(broken),
      await report(other),
    ];
    expect(compareReports([one, same, bad]).meetings).toEqual([]);
    expect(compareReports([one, same, bad]).seen.map(({ code }) => code)).toEqual([
      "seen-alone",
      "seen-alone",
      "seen-flawed",
    ]);
    const bent = (change: object): Report =>
      good.shown
        ? {
            ...good,
            shown: {
              ...good.shown,
              captures: good.shown.captures.map((capture) => ({ ...capture, ...change })),
            },
          }
        : good;
    const look = { of: "a".repeat(32), login: false, httpStatus: 200, comparison: [] };
    for (const change of [
      { ids: [{ name: "group_id", value: "1000" }] },
      { secondLook: look },
      { kind: "whole-page" },
      { platform: "youtube" },
    ])
      expect(compareReports([one, bent(change)]).meetings, JSON.stringify(change)).toEqual([]);
    expect(
      compareReports([one, bent({ ids: [{ name: "story_fbid", value: "1000" }] })]).meetings,
    ).toHaveLength(1);
  });
});

describe("the words of the ladder", () => {
  const format = readFileSync("lib/bundle/FORMAT.md", "utf8");
  it.each(Object.entries(GRADE_WORDS))(
    "%s: both languages, a clause, the same places to fill in, no claim too many",
    (code, words) => {
      expect(Object.keys(RUNGS)).toContain(code.split("-")[0]);
      expect(format).toContain(`**§${words.clause}**`);
      const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
      expect(holes(words.vi)).toEqual(holes(words.en));
      expect(`${words.en} ${words.vi}`).not.toMatch(
        /authentic|genuine|\btrue\b|complete|xác thực|đích thực|đầy đủ|chứng minh/i,
      );
    },
  );

  it("are filled in", () => {
    const [filled] = compareReports([]).seen;
    expect(filled).toBeUndefined();
    const some: Grade = {
      rung: "withheld",
      state: "unknown",
      code: "withheld-some",
      clause: "4.4",
      values: { count: "3" },
    };
    expect(gradeSentence(some, "vi")).toMatch(/^3 phần/);
  });
});
