/** A stamped bundle in other people's hands: openssl verifies our stamps, alone and as docs/verify.txt says. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { handSteps, runByHand } from "../fixtures/by-hand.ts";
import { unpack } from "../fixtures/repack.ts";
import { checkpointStamp, stampsBy } from "../fixtures/stamped.ts";
import { makeTsa, openssl, type TestTsa } from "../fixtures/tsa.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const bundle = join(folder, "stamped.wacz");
const unpacked = join(folder, "unpacked");
let tsa: TestTsa;

beforeAll(async () => {
  tsa = makeTsa(folder, { name: "authority" });
  const made = await sampleCase(2);
  const stamps = stampsBy([tsa], [await checkpointStamp(made, 1, tsa), await checkpointStamp(made, 3, tsa)]);
  writeFileSync(bundle, await bundleBytes(sampleInput(made, { stamps })));
  mkdirSync(unpacked);
  execFileSync("unzip", ["-q", bundle, "-d", unpacked]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a stamped bundle", () => {
  it("holds its stamps as files that openssl verifies against the authority's root", () => {
    const verify = (token: string, data: string) =>
      openssl(
        unpacked,
        "ts",
        "-verify",
        "-in",
        `timestamps/${token}`,
        "-data",
        data,
        "-CAfile",
        tsa.rootFile,
      );
    expect(verify("manifest-0.tsr", "evidence/manifest.sig.json")).toContain("Verification: OK");
    expect(verify("checkpoint-1-0.tsr", "timestamps/checkpoint-1.txt")).toContain("Verification: OK");
    expect(verify("checkpoint-3-0.tsr", "timestamps/checkpoint-3.txt")).toContain("Verification: OK");
    expect(() => verify("manifest-0.tsr", "timestamps/checkpoint-1.txt")).toThrow("message imprint mismatch");
  });

  it("is checked by docs/verify.txt, step by step", () => {
    const output = runByHand(handSteps(), bundle, unpacked);
    expect(output.match(/^Verification: OK$/gm)).toHaveLength(3);
    expect(output.match(/^.* UTC .*$/gm)).toHaveLength(3);
    expect(output).toMatch(/subject=O = Keepsake tests, CN = authority root|subject=CN = authority root/);
    expect(output.match(/sha256 Fingerprint=/gi)?.length).toBeGreaterThanOrEqual(2);
  });

  it("fails those steps once a stamped file is another", () => {
    const signature = join(unpacked, "evidence/manifest.sig.json");
    const before = readFileSync(signature);
    writeFileSync(signature, `${before} `);
    try {
      expect(runByHand(handSteps(), bundle, unpacked).match(/^Verification: OK$/gm)).toHaveLength(2);
    } finally {
      writeFileSync(signature, before);
    }
  });

  it("names nobody who was asked", () => {
    for (const name of readdirSync(join(unpacked, "timestamps")).filter((one) => !one.endsWith(".tsr")))
      expect(readFileSync(join(unpacked, "timestamps", name), "utf8"), name).not.toMatch(
        /https?:|127\.0\.0\.1/,
      );
  });
});

describe("writing stamps", () => {
  it("asks once, for the very bytes of the signature, before anything after it is written", async () => {
    const asked: Uint8Array[] = [];
    const stamps = async (signature: Uint8Array) => {
      asked.push(signature.slice());
      return { stamps: [], chain: "" };
    };
    const files = await unpack(await bundleBytes(sampleInput(await sampleCase(1), { stamps })));
    expect(asked).toEqual([files.get("evidence/manifest.sig.json")]);
    expect([...files.keys()].filter((path) => path.startsWith("timestamps/"))).toEqual([]);
  });

  it("refuses what does not fit its form, instead of writing it", async () => {
    const made = await sampleCase(1);
    const granted = { token: utf8("x"), nonce: "40".repeat(16) };
    const checkpoint = { size: 1, note: utf8("x") };
    for (const stamp of [
      { subject: "manifest", granted, checkpoint },
      { subject: "checkpoint", granted },
      { subject: "manifest", granted: { ...granted, nonce: "4" } },
      { subject: "checkpoint", granted, checkpoint: { ...checkpoint, size: 0 } },
    ] as const) {
      const stamps = async () => ({ stamps: [stamp], chain: "" });
      await expect(bundleBytes(sampleInput(made, { stamps }))).rejects.toThrow("export-failed");
    }
    const many = async () => ({
      stamps: Array.from({ length: 1001 }, () => ({ subject: "manifest" as const, granted: null })),
      chain: "",
    });
    await expect(bundleBytes(sampleInput(made, { stamps: many }))).rejects.toThrow("export-failed");
  });
});
