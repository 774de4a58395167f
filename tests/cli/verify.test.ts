import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sampleBundle } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const good = join(folder, "good.wacz");
const bad = join(folder, "bad.wacz");
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
      [good, bad],
    ])
      expect(run(...args).status, args.join(" ")).toBe(2);
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
});
