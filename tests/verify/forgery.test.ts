/** What a careful forger would do: change something, then make every plain hash fit again. */
import { describe, expect, it, vi } from "vitest";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalText } from "../../lib/evidence/canonical.ts";
import { commitmentOf, disclosureOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { sampleBundle, sampleCase } from "../fixtures/bundle.ts";
import { editLines, type Files, pack, refit, text, unpack } from "../fixtures/repack.ts";
import { flaws, now } from "../fixtures/report.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Changes files, refits hashes, signs the package anew with the forger's key, packs. */
async function forge(change: (files: Files) => Files | Promise<Files>, count = 3): Promise<string[]> {
  const files = await change(await unpack(await sampleBundle(count)));
  return flaws(await pack(await refit(files, await createCaseKeys(now))));
}
const RECORDS = "evidence/records.jsonl";
const DISCLOSURES = "evidence/disclosures.jsonl";

describe("forgeries with all plain hashes made to fit", () => {
  it.each([
    [
      "a record dropped",
      (files: Files) =>
        editLines(
          editLines(files, RECORDS, ([, ...rest]) => rest),
          DISCLOSURES,
          (lines) => lines.filter((line) => !line.includes(`${"c".repeat(31)}0"`)),
        ),
    ],
    [
      "the last record dropped",
      (files: Files) =>
        editLines(
          editLines(files, RECORDS, (lines) => lines.slice(0, -1)),
          DISCLOSURES,
          (lines) => lines.filter((line) => !line.includes(`${"c".repeat(31)}2"`)),
        ),
    ],
    [
      "two records swapped",
      (files: Files) => editLines(files, RECORDS, ([a = "", b = "", ...rest]) => [b, a, ...rest]),
    ],
    ["a record twice", (files: Files) => editLines(files, RECORDS, (lines) => [...lines, lines[0] ?? ""])],
    [
      "a record's number changed",
      (files: Files) =>
        editLines(files, RECORDS, (lines) => lines.map((line) => line.replace('"seq":2', '"seq":7'))),
    ],
  ])("%s: found by the signed root", async (_, change) => {
    expect(await forge(change)).toEqual(expect.arrayContaining(["records-root", "keys-other"]));
  });

  it("hashes made to fit, the old signature left in place", async () => {
    const files = editLines(await unpack(await sampleBundle(1)), "custody/log.jsonl", (lines) =>
      lines.slice(0, -1),
    );
    expect(await flaws(await pack(await refit(files)))).toEqual(
      expect.arrayContaining(["package-signature-wrong", "custody-root"]),
    );
  });

  it("an added record of another case", async () => {
    const other = await sampleCase(1, 9);
    const found = await forge((files) =>
      editLines(files, RECORDS, (lines) => [...lines, new TextDecoder().decode(other.captures[0]?.record)]),
    );
    expect(found).toEqual(expect.arrayContaining(["records-root", "records-order", "custody-records"]));
  });

  it("a text changed in the disclosure", async () => {
    const found = await forge((files) =>
      editLines(files, DISCLOSURES, (lines) =>
        lines.map((line) => {
          const { record, disclosure } = JSON.parse(line);
          const leaf = openDisclosure(disclosure);
          if (leaf?.path !== "extraction/text") return line;
          return canonicalText({
            record,
            disclosure: disclosureOf({ path: leaf.path, value: { value: "khác", from: "dom", rung: "x" } }),
          });
        }),
      ),
    );
    expect(found).toEqual(expect.arrayContaining(["disclosure-foreign"]));
  });

  it("a text changed, and the record made to commit to it", async () => {
    const found = await forge(async (files) => {
      let [from, to] = ["", ""];
      const lines = text(files, DISCLOSURES).split("\n").slice(0, -1);
      for (const [index, line] of lines.entries()) {
        const { record, disclosure } = JSON.parse(line);
        if (openDisclosure(disclosure)?.path !== "extraction/text" || from) continue;
        const forged = disclosureOf({
          path: "extraction/text",
          value: { value: "khác", from: "dom", rung: "x" },
        });
        [from, to] = [await commitmentOf(disclosure), await commitmentOf(forged)];
        lines[index] = canonicalText({ record, disclosure: forged });
      }
      editLines(files, DISCLOSURES, () => lines);
      return editLines(files, RECORDS, (records) =>
        records.map((line) => {
          const record = JSON.parse(line);
          return canonicalText({
            ...record,
            commitments: record.commitments.map((c: string) => (c === from ? to : c)).sort(),
          });
        }),
      );
    });
    expect(found).toEqual(expect.arrayContaining(["records-root", "custody-records"]));
  });

  it("pictures swapped between two captures", async () => {
    const found = await forge((files) => {
      const warc = files.get("archive/data.warc.gz") ?? new Uint8Array();
      const places = text(files, "indexes/index.cdx")
        .split("\n")
        .filter((line) => line.includes("_n.png"))
        .map((line) => Number(JSON.parse(line.slice(line.indexOf("{"))).offset));
      const [a = 0, b = 0] = places.map((offset) => warc.indexOf(0x0a, offset + 400) + 3);
      const copy = warc.slice();
      copy.set(warc.slice(b, b + 5000), a);
      copy.set(warc.slice(a, a + 5000), b);
      return files.set("archive/data.warc.gz", copy);
    });
    expect(found.filter((code) => code === "artefact-changed")).toHaveLength(2);
  });

  it("an index or page list that leads viewers elsewhere", async () => {
    expect(await forge((files) => editLines(files, "indexes/index.cdx", ([, ...rest]) => rest))).toContain(
      "index-differs",
    );
    expect(
      await forge((files) =>
        editLines(files, "pages/pages.jsonl", (lines) => lines.map((line) => line.replace("Bài", "Bàn"))),
      ),
    ).toContain("pages-differ");
  });

  it.each([
    ["an entry dropped", (lines: string[]) => lines.slice(0, -1), "custody-root"],
    ["the first entry dropped", (lines: string[]) => lines.slice(1), "custody-chain"],
    [
      "an entry re-dated",
      (lines: string[]) => lines.map((line) => line.replace("T08:01:02", "T08:01:03")),
      "custody-chain",
    ],
    ["entries swapped", ([a = "", b = "", ...rest]: string[]) => [b, a, ...rest], "custody-chain"],
  ])("custody log: %s", async (_, edit, code) => {
    expect(await forge((files) => editLines(files, "custody/log.jsonl", edit))).toEqual(
      expect.arrayContaining([code, "custody-root"]),
    );
  });

  it("a checkpoint or keys of another case", async () => {
    const other = await unpack(await sampleBundle(3));
    const take = (path: string) => forge((files) => files.set(path, other.get(path) ?? utf8("")));
    expect(await take("custody/checkpoint.txt")).toContain("checkpoint-signature-wrong");
    expect(await take("keys/device.json")).toEqual(
      expect.arrayContaining(["manifest-key-other", "keys-other"]),
    );
    expect(await take("evidence/manifest.sig.json")).toContain("manifest-signature-wrong");
    expect(await take("evidence/manifest.json")).toContain("manifest-signature-wrong");
  });

  it("a file added, missing, or in another place", async () => {
    expect(await forge((files) => files.set("evidence/more.json", utf8("{}")))).toContain("file-set");
    expect(
      await forge((files) => new Map([...files].filter(([path]) => path !== "custody/log.jsonl"))),
    ).toEqual(expect.arrayContaining(["file-set", "part-missing"]));
    expect(await forge((files) => new Map([...files].reverse()))).toContain("file-set");
  });

  it("a malformed record, manifest or key file", async () => {
    expect(
      await forge((files) =>
        editLines(files, RECORDS, (lines) => lines.map((line) => line.replace('"v":1', '"v":1,"w":1'))),
      ),
    ).toEqual(expect.arrayContaining(["record-malformed", "archive-unchecked"]));
    expect(await forge((files) => files.set("evidence/manifest.json", utf8("{}")))).toContain(
      "manifest-malformed",
    );
    expect(await forge((files) => files.set("evidence/manifest.json", utf8('{"v":2}')))).toContain(
      "newer-format",
    );
    expect(await forge((files) => files.set("keys/device.json", utf8("[".repeat(100_000))))).toContain(
      "keys-malformed",
    );
    expect(await forge((files) => files.set(RECORDS, utf8(text(files, RECORDS).slice(0, -1))))).toContain(
      "entry-unreadable",
    );
  });

  it("`config`, or a claim in the signature file that the list does not make", async () => {
    const edit = (path: string, more: object) => async (files: Files) =>
      files.set(path, utf8(canonicalText({ ...JSON.parse(text(files, path)), ...more })));
    expect(await forge(edit("datapackage.json", { config: { fuzzy: [] } }))).toContain(
      "datapackage-malformed",
    );
    expect(await forge(edit("datapackage.json", { created: "2020-01-01T00:00:00.000Z" }))).toEqual(
      expect.arrayContaining(["manifest-disagrees", "digest-claims"]),
    );
  });
});
