/** Padding: whole bundles of few lengths, the same report with it as without, and nothing that can be hidden in it. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digitsOf, PADDING, paddedSize, paddingFor, paddingOf } from "../../lib/bundle/padding.ts";
import { openReceived } from "../../lib/bundle/received.ts";
import { blobSource } from "../../lib/bundle/source.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, type SampleCase, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { type Files, packNow, refit, unpack } from "../fixtures/repack.ts";
import { secondOpinion } from "../fixtures/second-verifier.ts";

const verify = (bytes: Uint8Array<ArrayBuffer>) =>
  verifyBundle(blobSource(new Blob([bytes])), { now: "2026-11-21T00:00:00.000Z" });
const flawsOf = async (bytes: Uint8Array<ArrayBuffer>) =>
  (await verify(bytes)).findings.filter(({ severity }) => severity === "flaw").map(({ code }) => code);

let made: SampleCase;
let plain: Uint8Array<ArrayBuffer>;
let padded: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  made = await sampleCase(2);
  plain = await bundleBytes(sampleInput(made));
  padded = await bundleBytes(sampleInput(made, { padded: true }));
});

describe("a padded bundle", () => {
  it("is as long as any other small one, and otherwise shows and proves the same", async () => {
    const other = await bundleBytes(sampleInput(await sampleCase(1), { padded: true }));
    expect([padded.length, other.length]).toEqual([2 ** 20, 2 ** 20]);
    const [without, withIt] = [await verify(plain), await verify(padded)];
    expect(withIt.verdict).toBe("intact");
    expect({ ...withIt, shown: { ...withIt.shown } }).toEqual(without);
    expect([secondOpinion(plain), secondOpinion(padded)]).toEqual([null, null]);
  });

  it("has a padded size also where it is larger", async () => {
    const large = await sampleCase(1, 0, { mediaBytes: 1_234_567 });
    const bytes = await bundleBytes(sampleInput(large, { padded: true }));
    const bare = await bundleBytes(sampleInput(large));
    expect(bytes.length % 32_768).toBe(0);
    expect(bytes.length).toBeLessThan(bare.length * 1.04);
    expect(await flawsOf(bytes)).toEqual([]);
    expect(secondOpinion(bytes)).toBeNull();
  });

  it("loses the padding where it is packaged anew", async () => {
    const received = await openReceived(blobSource(new Blob([padded])));
    const signer = {
      by: "case" as const,
      spki: made.keys.statement.p384Spki,
      privateKey: made.keys.p384.privateKey,
    };
    const paths: string[] = [];
    const frame = received.frame(signer, { createdAt: "2026-11-21T00:00:00.000Z", software: "x" });
    for await (const { path } of frame.files({
      leaves: [],
      index: [],
      pages: [],
      main: null,
      withheld: [],
      derived: [],
    }))
      paths.push(path);
    expect(paths).toContain("docs/verify.txt");
    expect(paths).not.toContain(PADDING);
  });

  it.each<[string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
    ["one byte more", (bytes) => new Uint8Array(bytes.length + 1)],
    ["one byte less", (bytes) => bytes.slice(1)],
    ["none", () => new Uint8Array()],
    ["the next padded size", (bytes) => new Uint8Array(bytes.length + 32_768)],
    ["a bit in the midst", (bytes) => bytes.with(bytes.length >> 1, 1)],
    ["a bit at the end", (bytes) => bytes.with(bytes.length - 1, 128)],
  ])("is flawed with %s, also where the holder of the keys signs it", async (_, change) => {
    const files: Files = await unpack(padded);
    files.set(PADDING, change(files.get(PADDING) ?? new Uint8Array()));
    const forged = packNow([...(await refit(files, made.keys))]);
    expect(await flawsOf(forged)).toEqual(["padding-wrong"]);
    expect(secondOpinion(forged)).toBe("§2.7");
  });

  it("is flawed where it stands elsewhere, or another file calls itself so", async () => {
    const files = await unpack(padded);
    const zeros = files.get(PADDING) ?? new Uint8Array();
    const early: Files = new Map([[PADDING, zeros], ...files]);
    expect(await flawsOf(packNow([...(await refit(early, made.keys))]))).toEqual(["file-set", "file-set"]);
    const moved: Files = new Map();
    for (const [path, bytes] of files) moved.set(path === PADDING ? "docs/more" : path, bytes);
    expect(await flawsOf(packNow([...(await refit(moved, made.keys))]))).toContain("file-set");
  });
});

describe("padded sizes", () => {
  it("are reached with the least number of zeros, whatever the rest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2 ** 36 }), (rest) => {
        const bytes = paddingFor(rest);
        const whole = rest + bytes + digitsOf(bytes);
        expect(paddedSize(whole)).toBe(whole);
        expect(bytes).toBeLessThan(Math.max(2 ** 20, rest * 0.07 + 40));
      }),
      { numRuns: 2000 },
    );
    // where a digit more comes in between, a size cannot be reached, and the next is taken
    for (const rest of [2 ** 20 - 11, 2 ** 20 - 102, 2 ** 20 - 1003])
      expect(paddingFor(rest)).toBeGreaterThan(30_000);
  });

  it("hold across 4 GiB, where the zip's own fields grow", () => {
    const list = (resources: { name: string; path: string; hash: string; bytes: number }[]) => ({
      profile: "data-package" as const,
      wacz_version: "1.1.1" as const,
      title: "Keepsake",
      created: "2026-11-20T08:30:00.000Z",
      software: "Keepsake 0.1.0",
      resources,
    });
    for (let bytes = 2 ** 32 - 3000; bytes <= 2 ** 32 + 50; bytes += 10) {
      const file = {
        name: "archive/data.warc.gz",
        path: "archive/data.warc.gz",
        hash: `sha256:${"0".repeat(64)}`,
        bytes,
      };
      expect(paddingOf([file], list, "A".repeat(160))).toBeGreaterThanOrEqual(0);
    }
  });
});

describe.skipIf(spawnSync("unzip", ["-v"]).status !== 0)("other people's tools", () => {
  const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("take a padded bundle for a whole zip", () => {
    writeFileSync(join(folder, "padded.wacz"), padded);
    expect(execFileSync("unzip", ["-t", join(folder, "padded.wacz")], { encoding: "utf8" })).toContain(
      "No errors",
    );
  });
});
