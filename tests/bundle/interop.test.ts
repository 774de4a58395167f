/** Other people's tools over our bundle: they find the same records, at the same places, with the same digests. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleBundle } from "../fixtures/bundle.ts";
import { text, unpack } from "../fixtures/repack.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-interop-"));
const bundle = join(folder, "sample.wacz");
const warc = join(folder, "data.warc.gz");
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
type Line = { url: string; digest: string; offset: string; length: string };
let ours: Line[] = [];
const parsed = (lines: readonly string[]): Line[] =>
  lines
    .map((line) => JSON.parse(line.slice(line.indexOf("{"))) as Line)
    .map(({ url, digest, offset, length }) => ({
      url,
      digest: digest.replace(/^sha256:/, ""), // js-wacz leaves the prefix out
      offset: String(offset),
      length: String(length),
    }))
    .sort((a, b) => Number(a.offset) - Number(b.offset));

beforeAll(async () => {
  const bytes = await sampleBundle(3);
  const files = await unpack(bytes);
  writeFileSync(bundle, bytes);
  writeFileSync(warc, files.get("archive/data.warc.gz") ?? "");
  ours = parsed(text(files, "indexes/index.cdx").trim().split("\n"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("other tools", () => {
  it("js-wacz indexes the archive as we do: addresses, digests, offsets, lengths", async () => {
    // the part of js-wacz that reads; the whole of it packs anew, and leaves threads behind
    const part = resolve("node_modules/@harvard-lil/js-wacz/workers/indexWARC.js");
    const { default: indexWarc } = (await import(pathToFileURL(part).href)) as {
      default: (options: { filename: string }) => Promise<{ cdx: string[] }>;
    };
    const { cdx } = await indexWarc({ filename: warc });
    expect(parsed(cdx)).toEqual(ours);
    expect(ours).toHaveLength(3 * 7);
  });

  it("python's zipfile finds every file whole", () => {
    if (!has("python3")) return console.warn("SKIPPED: needs python3");
    const program =
      "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))";
    expect(execFileSync("python3", ["-c", program, bundle], { encoding: "utf8" }).trim()).toBe("None 14");
  });

  it("zipdetails walks it from end to end without a warning", () => {
    if (!has("zipdetails")) return console.warn("SKIPPED: needs zipdetails");
    const { stdout, stderr } = spawnSync("zipdetails", [bundle], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).not.toMatch(/warning|error|unexpected|gap/i);
    expect(stdout.match(/LOCAL HEADER/g)).toHaveLength(14);
  });
});
