import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { sampleBundle } from "../fixtures/bundle.ts";
import { tracesIn } from "../fixtures/traces.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-redact-"));
const at = (name: string) => join(folder, name);
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "lib/cli/redact.ts", ...args],
    { encoding: "utf8" },
  );
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |node:internal/);
  return { status, output: `${stdout}${stderr}` };
};
const reportOf = (path: string) =>
  verifyBundle(blobSource(new Blob([readFileSync(path)])), { now: "2027-01-01T00:00:00.000Z" });
const first = "c".repeat(31).concat("0");

beforeAll(async () => {
  const bundle = await sampleBundle(2);
  writeFileSync(at("good.wacz"), bundle);
  bundle[60_000] = (bundle[60_000] ?? 0) ^ 1;
  writeFileSync(at("bad.wacz"), bundle);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("npm run redact", () => {
  it("leaves out what is named and what tells the same, in every record, and signs with a key of its own", async () => {
    const out = at("out.wacz");
    const { status, output } = run(
      at("good.wacz"),
      "--withhold",
      "*:extraction/author",
      "--out",
      out,
      "--key",
      at("key.json"),
    );
    expect(status, output).toBe(0);
    expect(output).toMatch(/withheld too\s+cccccccc:artefact\/picture\.png {2}\(a picture; it may show it\)/);
    expect(statSync(at("key.json")).mode & 0o777).toBe(0o600);
    const secrets = { words: ["Nguyễn Thị Mẫu", "100000000000042"] };
    expect(await tracesIn(new Uint8Array(readFileSync(out)), secrets)).toEqual([]);
    const { verdict, shown } = await reportOf(out);
    expect(verdict).toBe("intact");
    expect(shown?.withheld).toBeGreaterThan(2);
    // the same key again
    const again = at("again.wacz");
    run(at("good.wacz"), "--withhold", `${first}:comment/0`, "--out", again, "--key", at("key.json"));
    expect((await reportOf(again)).shown?.redaction?.packagedBy).toBe(shown?.redaction?.packagedBy);
  });

  it("keeps what it is told to keep, and blacks out a region", async () => {
    const out = at("black.wacz");
    const { status, output } = run(
      ...[at("good.wacz"), "--out", out, "--withhold", `${first}:comment/0`],
      ...["--black", `${first}:artefact/picture.png:0,0,1,1`, "--keep", `${first}:artefact/*`],
    );
    expect(status, output).toBe(0);
    expect(output).toContain("KEPT as asked");
    expect((await reportOf(out)).shown?.redaction?.derived).toMatchObject([
      { record: first, file: "derived-0.png" },
    ]);
  });

  it("refuses a flawed bundle, a part that is not there, and to write over a file; misuse ends with 2", () => {
    const out = at("never.wacz");
    expect(run(at("bad.wacz"), "--withhold", "*:comment/0", "--out", out).status).toBe(1);
    expect(run(at("good.wacz"), "--withhold", "*:comment/77", "--out", out)).toMatchObject({ status: 1 });
    expect(existsSync(out)).toBe(false);
    expect(run(at("good.wacz"), "--withhold", "*:comment/0", "--out", at("good.wacz")).status).toBe(1);
    for (const args of [
      [at("good.wacz")],
      ["--withhold", "*:comment/0", "--out", out],
      [at("good.wacz"), "--withhold", "nonsense", "--out", out],
      [at("gone.wacz"), "--withhold", "*:comment/0", "--out", out],
    ])
      expect(run(...args).status, args.join(" ")).toBe(2);
  });
});
