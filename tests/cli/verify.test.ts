import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fingerprintWords } from "../../lib/verify/fingerprint.ts";
import { bundleBytes, sampleBundle, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { stampsBy } from "../fixtures/stamped.ts";
import { makeTsa } from "../fixtures/tsa.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const good = join(folder, "good.wacz");
const bad = join(folder, "bad.wacz");
const other = join(folder, "other.wacz");
const none = join(folder, "none.wacz");
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "lib/cli/verify.ts", ...args],
    { encoding: "utf8", env: { ...process.env, LANG: "C", LC_ALL: "" } },
  );
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |node:internal/);
  return { status, stdout, stderr };
};

beforeAll(async () => {
  const bundle = await sampleBundle(2);
  writeFileSync(good, bundle);
  writeFileSync(other, await sampleBundle(2));
  const copy = bundle.slice();
  copy[60_000] = (copy[60_000] ?? 0) ^ 1;
  writeFileSync(bad, copy);
  writeFileSync(none, "no zip at all");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("npm run verify", () => {
  it("exits 0 for an intact bundle and prints what it shows", () => {
    const { status, stdout } = run(good);
    expect(status).toBe(0);
    expect(stdout).toContain("INTACT");
    expect(stdout).toContain("Nguyễn Thị Mẫu");
    expect(stdout.indexOf("• note")).toBeLessThan(stdout.indexOf("✓ holds"));
    expect(stdout).toMatch(/§5\.2/);
  });

  it("exits 1 for a changed one, worst first, in Vietnamese if asked", () => {
    const { status, stdout } = run(bad, "--lang", "vi");
    expect(status).toBe(1);
    expect(stdout).toContain("CÓ SAI LỆCH");
    expect(stdout.indexOf("✗ SAI LỆCH")).toBeLessThan(stdout.indexOf("• lưu ý"));
  });

  it("exits 2 for what is no bundle, no file, no argument, a wrong option", () => {
    expect(run(none)).toMatchObject({ status: 2, stdout: expect.stringContaining("NOT READABLE") });
    for (const args of [
      [join(folder, "missing")],
      [folder],
      [],
      [good, "--nonsense"],
      [good, "--lang", "xx"],
      [good, "--keys", join(folder, "missing")],
    ])
      expect(run(...args).status, args.join(" ")).toBe(2);
  });

  it("takes several files and a list of known keys; the worst decides", () => {
    expect(run(good, bad).status).toBe(1);
    const report = JSON.parse(run(good, "--json").stdout);
    writeFileSync(join(folder, "keys.txt"), `Báo Mẫu = ${fingerprintWords(report.shown.signer)}\nnobody\n`);
    const { stdout, stderr } = run(good, other, "--keys", join(folder, "keys.txt"), "--lang", "en");
    expect(stdout).toContain("knows as Báo Mẫu");
    expect(stdout).toContain("facebook post_id 1000");
    expect(stdout).toContain(fingerprintWords(report.shown.signer).split(" ").slice(0, 6).join(" "));
    expect(stderr).toContain("line 2");
    expect(JSON.parse(run(good, other, "--json").stdout)).toMatchObject({
      reports: [{ file: "good.wacz", verdict: "intact" }, { file: "other.wacz" }],
      meetings: [{ captures: [{ bundle: 0 }, { bundle: 1 }] }, {}],
    });
  });

  it("prints the report as JSON", () => {
    const { status, stdout } = run(bad, "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "flawed",
      findings: expect.arrayContaining([expect.objectContaining({ severity: "flaw" })]),
      shown: { kind: "evidence" },
    });
  });

  it("says who stamped when, and counts a newsroom's own root only when it is given", async () => {
    const tsa = makeTsa(folder, { name: "desk" });
    const path = join(folder, "stamped.wacz");
    writeFileSync(path, await bundleBytes(sampleInput(await sampleCase(1), { stamps: stampsBy([tsa]) })));
    const known = run(path, "--tsa-root", tsa.rootFile);
    expect(known.status).toBe(0);
    expect(known.stdout).toMatch(/Time stamp +Keepsake tests, desk · 20\S+Z ± 1 s · over the whole bundle/);
    expect(known.stdout).toMatch(/Existed before +20\S+Z/);
    const unknown = run(path, "--lang", "vi");
    expect(unknown.status).toBe(0);
    expect(unknown.stdout).toMatch(/KHÔNG ĐƯỢC TÍNH · Keepsake tests, desk/);
    expect(unknown.stdout).not.toContain("Đã có trước");
    for (const root of [join(folder, "nowhere.pem"), none])
      expect(run(path, "--tsa-root", root)).toMatchObject({ status: 2, stdout: "" });
  });
});
