/** Time stamps in a bundle: what is said of good ones, of others' and of forged ones. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { type BundleStamp, STAMP_INDEX } from "../../lib/bundle/stamps.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { type Files, pack, refit, text, unpack } from "../fixtures/repack.ts";
import { checkpointAt, checkpointStamp, stampOver, stampsBy } from "../fixtures/stamped.ts";
import { makeTsa, type TestTsa } from "../fixtures/tsa.ts";
import { anew, black } from "./anew.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
let tsa: TestTsa;
let other: TestTsa;
let made: Awaited<ReturnType<typeof sampleCase>>;
let good: Uint8Array<ArrayBuffer>;
const now = new Date(Date.now() + 60_000).toISOString();
const MANIFEST = "timestamps/manifest-0.tsr";

beforeAll(async () => {
  [tsa, other] = [makeTsa(folder, { name: "one" }), makeTsa(folder, { name: "two" })];
  made = await sampleCase(3);
  good = await stamped(await checkpointStamp(made, 2, tsa));
});
afterAll(() => rmSync(folder, { recursive: true }));

const stamped = (...more: BundleStamp[]) => bundleBytes(sampleInput(made, { stamps: stampsBy([tsa], more) }));
const onlyMore = (...stamps: BundleStamp[]) =>
  bundleBytes(sampleInput(made, { stamps: async () => ({ stamps, chain: "" }) }));
const report = (bytes: Uint8Array<ArrayBuffer>, roots: string | undefined = tsa.rootPem) =>
  verifyBundle(blobSource(new Blob([bytes])), { now, ...(roots ? { roots } : {}) });
const codes = async (bytes: Uint8Array<ArrayBuffer>, roots?: string) =>
  (await report(bytes, roots)).findings.map(({ code }) => code);
/** Changes files, all plain hashes made to fit and signed by the case's own key: only what is about stamps may be found. */
const forged = async (change: (files: Files) => Files | Promise<Files>) => {
  const found = await report(await pack(await refit(await change(await unpack(good)), made.keys)));
  return found.findings.filter(({ severity }) => severity === "flaw").map(({ code }) => code);
};

describe("a stamped bundle", () => {
  it("is intact, says who vouches for which time, and bounds every capture by the earliest", async () => {
    const { verdict, findings, shown } = await report(good);
    expect(verdict).toBe("intact");
    const holds = findings.filter(({ code }) => code === "stamp-holds");
    expect(holds.map(({ file }) => file)).toEqual([MANIFEST, "timestamps/checkpoint-2-0.tsr"]);
    for (const { detail } of holds) expect(detail).toMatch(/^Keepsake tests, one \(.+ root\), 20.+Z ± 1 s$/);
    expect(findings.map(({ code }) => code)).toContain("time-bounded");
    expect(findings.map(({ code }) => code)).not.toContain("time-claimed");
    const [whole, early] = shown?.stamps ?? [];
    expect(whole).toMatchObject({
      subject: "manifest",
      size: null,
      trusted: true,
      authority: "Keepsake tests, one",
    });
    expect(early).toMatchObject({
      subject: "checkpoint",
      size: 2,
      trusted: true,
      file: "timestamps/checkpoint-2-0.tsr",
    });
    expect(shown?.captures.map(({ before }) => before)).toEqual([
      early?.genTime,
      early?.genTime,
      whole?.genTime,
    ]);
  });

  it("says so where nobody it knows vouches, and then claims no trusted time", async () => {
    const { verdict, findings, shown } = await report(good, "");
    expect(verdict).toBe("intact");
    expect(findings.filter(({ code }) => code === "stamp-root-unknown")).toHaveLength(2);
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["time-claimed"]));
    expect(findings.map(({ code }) => code)).not.toContain("stamp-holds");
    expect(shown?.stamps.every(({ trusted }) => !trusted)).toBe(true);
    expect(shown?.captures.every(({ before }) => before === null)).toBe(true);
  });

  it("may have stamps pending, which bound nothing", async () => {
    const bytes = await onlyMore(
      { subject: "manifest", granted: null },
      { subject: "checkpoint", checkpoint: { size: 1, note: utf8("") }, granted: null },
    );
    const { verdict, findings, shown } = await report(bytes);
    expect(verdict).toBe("intact");
    expect(findings.filter(({ code }) => code === "stamp-pending").map(({ detail }) => detail)).toEqual([
      "manifest",
      "checkpoint 1",
    ]);
    expect(findings.map(({ code }) => code)).toContain("time-claimed");
    expect(shown?.stamps).toHaveLength(2);
  });

  it("covers by a checkpoint only what was sealed by then", async () => {
    const { findings, shown } = await report(await onlyMore(await checkpointStamp(made, 2, tsa)));
    expect(findings.find(({ code }) => code === "time-partly-bounded")?.detail).toBe("2 / 3");
    expect(shown?.captures.map(({ before }) => before === null)).toEqual([false, false, true]);
  });

  it("may be stamped by two, one of them unknown", async () => {
    const bytes = await bundleBytes(sampleInput(made, { stamps: stampsBy([tsa, other]) }));
    const found = await codes(bytes);
    expect(found.filter((code) => code === "stamp-holds")).toHaveLength(1);
    expect(found.filter((code) => code === "stamp-root-unknown")).toHaveLength(1);
    expect(
      (await report(bytes, tsa.rootPem + other.rootPem)).shown?.stamps.every(({ trusted }) => trusted),
    ).toBe(true);
    expect((await unpack(bytes)).has("timestamps/manifest-1.tsr")).toBe(true);
  });

  it("keeps its stamps, byte for byte, when another withholds something and packages it anew", async () => {
    const record = made.captures[0]?.captureId ?? "";
    const redacted = await anew(good, [black(record)], await createCaseKeys(now));
    const { verdict, shown, findings } = await report(redacted);
    expect(verdict).toBe("intact");
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["withheld", "time-bounded"]));
    expect(shown?.captures.map(({ before }) => before)).toEqual(
      (await report(good)).shown?.captures.map(({ before }) => before),
    );
  });

  it("notes that a device's clock was ahead of the stamp, and a stamp ahead of the verifier's", async () => {
    const createdAt = "2035-01-01T00:00:00.000Z";
    const late = await bundleBytes(sampleInput(made, { createdAt, stamps: stampsBy([tsa]) }));
    const { verdict, findings } = await report(late);
    expect(verdict).toBe("intact");
    expect(findings.find(({ code }) => code === "stamp-before-claim")?.detail).toMatch(/ < 2035-01-01/);
    expect(await codes(good)).not.toContain("stamp-before-claim");
    const early = await verifyBundle(blobSource(new Blob([good])), {
      now: "2026-11-20T09:00:00.000Z",
      roots: tsa.rootPem,
    });
    expect(early.findings.map(({ code }) => code)).toContain("stamp-ahead");
  });
});

describe("forged stamps, everything else made to fit and signed by the case", () => {
  it("a token of another bundle", async () => {
    const input = sampleInput(made, { bundleId: "d".repeat(32), stamps: stampsBy([tsa]) });
    const foreign = await unpack(await bundleBytes(input));
    expect(await forged((files) => files.set(MANIFEST, foreign.get(MANIFEST) ?? utf8("")))).toEqual([
      "stamp-other-imprint",
      "stamp-other-nonce",
    ]);
  });

  it("one token under two names, or under the wrong subject", async () => {
    const take = (files: Files, path: string) => files.get(path) ?? utf8("");
    expect(
      await forged((files) => files.set(MANIFEST, take(files, "timestamps/checkpoint-2-0.tsr"))),
    ).toContain("stamp-other-imprint");
  });

  it("a checkpoint of another log, of a later state, or by another key", async () => {
    const set =
      (note: Uint8Array, size = 2) =>
      async () => {
        const granted = await stampOver(note, tsa);
        const bytes = await onlyMore({ subject: "checkpoint", checkpoint: { size, note }, granted });
        return (await report(bytes)).findings
          .filter(({ severity }) => severity === "flaw")
          .map(({ code }) => code);
      };
    const stranger = await sampleCase(3);
    expect(await set(await checkpointAt(stranger, 2))()).toEqual(["stamp-checkpoint"]);
    expect(await set(await checkpointAt({ ...made, entries: stranger.entries }, 2))()).toEqual([
      "stamp-checkpoint",
    ]);
    expect(await set(await checkpointAt({ ...made, keys: stranger.keys }, 2))()).toEqual([
      "stamp-checkpoint",
    ]);
    expect(await set(await checkpointAt(made, 3), 2)()).toEqual(["stamp-checkpoint"]);
    expect(await set(await checkpointAt(made, 2), 99)()).toEqual(["stamp-checkpoint"]);
    expect(await set(utf8("no note"))()).toEqual(["stamp-checkpoint"]);
    expect(await set(await checkpointAt(made, 2))()).toEqual([]);
  });

  it("bounds nothing where the bundle has any flaw", async () => {
    const files = (await unpack(good)).set("docs/readme.txt", utf8("khác"));
    const { verdict, shown, findings } = await report(await pack(await refit(files, made.keys)));
    expect(verdict).toBe("flawed");
    expect(shown?.stamps[0]?.trusted).toBe(true);
    expect(shown?.captures.every(({ before }) => before === null)).toBe(true);
    expect(findings.map(({ code }) => code)).toContain("time-claimed");
  });

  it.each([
    ["another order", (stamps: unknown[]) => [...stamps].reverse(), "stamp-files"],
    ["one left out", (stamps: unknown[]) => stamps.slice(0, 1), "stamp-files"],
    [
      "another name",
      ([a, ...b]: object[]) => [{ ...a, file: "timestamps/manifest-1.tsr" }, ...b],
      "stamp-files",
    ],
    [
      "granted called pending",
      ([a, ...b]: object[]) => [{ ...a, status: "pending", file: null, nonce: null }, ...b],
      "stamp-files",
    ],
    ["pending with a file", ([a, ...b]: object[]) => [{ ...a, status: "pending" }, ...b], "stamp-index"],
    ["a path elsewhere", ([a, ...b]: object[]) => [{ ...a, file: "../x" }, ...b], "stamp-files"],
    ["another nonce", ([a, ...b]: object[]) => [{ ...a, nonce: "40".repeat(16) }, ...b], "stamp-other-nonce"],
    ["an address", ([a, ...b]: object[]) => [{ ...a, url: "http://x" }, ...b], "stamp-index"],
    ["another size", ([a, b]: object[]) => [a, { ...b, size: 1 }], "stamp-files"],
    ["nothing", () => [], "stamp-index"],
  ])("a list with %s", async (_, edit, code) => {
    const found = await forged((files) => {
      const { v, stamps } = JSON.parse(text(files, STAMP_INDEX));
      return files.set(STAMP_INDEX, canonicalBytes({ v, stamps: edit(stamps) }));
    });
    expect(found).toContain(code);
  });

  it("a list missing, a file missing or added, certificates with other things among them", async () => {
    const without = (path: string) => (files: Files) => new Map([...files].filter(([name]) => name !== path));
    expect(await forged(without(STAMP_INDEX))).toContain("part-missing");
    expect(await forged(without(MANIFEST))).toEqual(expect.arrayContaining(["stamp-files", "part-missing"]));
    expect(await forged(without("timestamps/checkpoint-2.txt"))).toContain("stamp-files");
    expect(await forged(without("timestamps/tsa-chain.pem"))).toEqual([]);
    const chain = (more: string) => (files: Files) =>
      files.set("timestamps/tsa-chain.pem", utf8(`${text(files, "timestamps/tsa-chain.pem")}${more}`));
    expect(await forged(chain("x"))).toEqual(["stamp-files"]);
    expect(await forged((files) => files.set("timestamps/more.tsr", utf8("x")))).toContain("file-set");
    expect(await forged((files) => files.set(MANIFEST, new Uint8Array(65_537)))).toContain(
      "evidence-too-large",
    );
  });
});
