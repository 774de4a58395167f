/** What is withheld is nowhere in the bundle, and everything else still holds. */
import { describe, expect, it, vi } from "vitest";
import { type Implied, impliedBy } from "../../lib/bundle/implied.ts";
import type { BundleCapture } from "../../lib/bundle/input.ts";
import { type Choice, withholding } from "../../lib/bundle/withhold.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { commitmentOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { text, unpack } from "../fixtures/repack.ts";
import { report } from "../fixtures/report.ts";
import { tracesIn } from "../fixtures/traces.ts";

vi.setConfig({ testTimeout: 60_000 });

const implied = (captures: BundleCapture[], chosen: { record: string; path: string }[]) =>
  impliedBy(
    captures.map(({ captureId, disclosures, artefact }) => ({
      id: captureId,
      leaves: disclosures.map(openDisclosure).filter((leaf) => leaf !== null),
      artefact,
    })),
    chosen,
  );
const bytesOf = async (capture: BundleCapture, name: string) =>
  new Uint8Array(await (await capture.artefact(name)).arrayBuffer());

async function made(count = 2) {
  const one = await sampleCase(count);
  const [first, second] = one.captures;
  if (!first) throw new Error("no capture");
  const record = first.captureId;
  const write = (choices: Choice[]) =>
    bundleBytes(sampleInput(one, { captures: withholding(one.captures, choices) }));
  return { one, first, second, record, write };
}
const choice = (record: string, paths: string[]): Choice => ({ record, paths, blackouts: [] });

describe("withholding", () => {
  it("leaves no byte, hash or word of a withheld file and field anywhere; the bundle is intact and says what is missing", async () => {
    const { first, record, write } = await made(1);
    const secrets = {
      words: ["Trần Văn Thử", "Nguyễn Thị Mẫu", "100000000000042"],
      files: [await bytesOf(first, "media-0.png")],
      hashed: [await bytesOf(first, "dom.html")],
    };
    // what is looked for is there to be found
    const whole = await tracesIn(await write([]), secrets);
    for (const what of [...secrets.words, "file 0", "hash of file 0 in hex", "hash of file 1 in hex"])
      expect(
        whole.some((trace) => trace.startsWith(what)),
        what,
      ).toBe(true);
    const paths = ["extraction/author", "comment/0", "artefact/media-0.png", "artefact/dom.html"];
    const bytes = await write([choice(record, paths)]);
    expect(await tracesIn(bytes, secrets)).toEqual([]);
    const { verdict, findings, shown } = await report(bytes);
    expect(verdict).toBe("intact");
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["withheld", "redaction-holds"]));
    expect(shown?.redaction).toEqual({
      withheld: 4,
      packagedBy: "case",
      at: "2026-11-20T08:30:00.000Z",
      derived: [],
    });
    const commitments = first.disclosures.filter((each) => paths.includes(openDisclosure(each)?.path ?? ""));
    expect(JSON.parse(text(await unpack(bytes), "evidence/redaction.json")).withheld).toEqual([
      { record, commitments: (await Promise.all(commitments.map(commitmentOf))).sort() },
    ]);
  });

  it("writes no redaction.json where nothing is withheld", async () => {
    const { write } = await made();
    expect([...(await unpack(await write([]))).keys()]).not.toContain("evidence/redaction.json");
  });

  it("puts a blacked-out picture in the original's place, labelled and signed", async () => {
    const { first, record, write } = await made(1);
    const region = { x: 0, y: 0, width: 1, height: 1 };
    const blackouts = [{ path: "artefact/picture.png", regions: [region] }];
    const original = await bytesOf(first, "picture.png");
    const { verdict, findings, shown } = await report(await write([{ record, paths: [], blackouts }]));
    expect(verdict).toBe("intact");
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "derived-picture", file: "derived-0.png", detail: "case" }),
    );
    expect(shown?.redaction?.derived).toEqual([
      expect.objectContaining({
        record,
        file: "derived-0.png",
        regions: [region],
        width: 1,
        height: 1,
        by: "case",
      }),
    ]);
    // the page's copy holds the picture too: it is named as implied, and gone where it is withheld
    const paths = (await implied([first], [{ record, path: "artefact/picture.png" }])).map(
      ({ path }) => path,
    );
    expect(paths).toContain("artefact/dom.html");
    const strict = await write([{ record, paths, blackouts }]);
    // too small for windows: its end is every PNG's end
    expect(await tracesIn(strict, { hashed: [original] })).toEqual([]);
    expect(Buffer.from(strict).includes(Buffer.from(original))).toBe(false);
    expect(Buffer.from(strict).includes(Buffer.from(original).toString("base64"))).toBe(false);
  });

  it("refuses a path that the record does not have, and a blackout of what is no picture", async () => {
    const { record, write } = await made(1);
    await expect(write([choice(record, ["comment/7"])])).rejects.toThrow("not-found");
    const blackouts = [{ path: "artefact/text.txt", regions: [{ x: 0, y: 0, width: 1, height: 1 }] }];
    await expect(write([{ record, paths: [], blackouts }])).rejects.toThrow("export-failed");
  });
});

describe("what is implied", () => {
  const find = (list: Implied[], path: string) => list.find((one) => one.path === path);

  it("a text withheld stands in the copy, the text file and, in other words, in the picture", async () => {
    const { first, record } = await made(1);
    const list = await implied([first], [{ record, path: "extraction/text" }]);
    for (const path of ["artefact/dom.html", "artefact/text.txt"])
      expect(find(list, path)).toMatchObject({ why: "words" });
    expect(find(list, "artefact/picture.png")).toMatchObject({ why: "may-show" });
    expect(find(list, "extraction/author")).toBeUndefined();
    expect(find(list, "comment/0")).toBeUndefined();
  });

  it("a name is found however it is written", async () => {
    const { first, record } = await made(1);
    const name = "Trần Văn Thử";
    const inJson = `{"n":"Tr\\u1ea7n V\\u0103n Th\\u1eed"}`;
    const spellings: Record<string, string> = {
      plain: `<p>${name}</p>`,
      "across elements": "<p><b>Trần</b> <i>Văn&nbsp;Thử</i></p>",
      decomposed: name.normalize("NFD"),
      "without diacritics": "tran.van.thu",
      capitals: "TRẦN VĂN THỬ",
      JSON: inJson,
      "JSON in an attribute": `<i data-x="${inJson.replaceAll('"', "&quot;").replaceAll("\\", "\\\\")}">`,
      percent: `https://x.example/${encodeURIComponent(name)}`,
      entities: "Tr&#7847;n V&#x103;n Th&#7917;",
      base64: Buffer.from(`S:_I${name}:VK`).toString("base64url"),
      "a drawing": `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg><text>${name}</text><rect width="9"/></svg>`).toString("base64")}">`,
    };
    for (const [how, page] of Object.entries(spellings)) {
      const artefact = async (file: string) =>
        file === "page-data.json" ? new Blob([utf8(page)]) : first.artefact(file);
      const list = await implied([{ ...first, artefact }], [{ record, path: "comment/0" }]);
      expect(find(list, "artefact/page-data.json"), how).toMatchObject({ why: "words" });
    }
    expect(
      find(await implied([first], [{ record, path: "comment/0" }]), "artefact/page-data.json"),
    ).toBeUndefined();
  });

  it("in other captures of the bundle too", async () => {
    const { first, second, record } = await made(2);
    const list = await implied([first, ...(second ? [second] : [])], [{ record, path: "extraction/author" }]);
    expect(list).toContainEqual(
      expect.objectContaining({
        record: second?.captureId,
        path: "extraction/author",
        words: expect.arrayContaining(["Nguyễn Thị Mẫu"]),
      }),
    );
    expect(list).toContainEqual(
      expect.objectContaining({ record: second?.captureId, path: "artefact/picture.png", why: "may-show" }),
    );
  });

  it("nothing, where what is withheld has no words", async () => {
    const { first, record } = await made(1);
    expect(await implied([first], [{ record, path: "part/0" }])).toEqual([]);
    expect(await implied([first], [])).toEqual([]);
  });

  it("a few everyday words are no reason to withhold another's comment", async () => {
    const { first, record } = await made(1);
    const list = await implied([first], [{ record, path: "comment/1" }]);
    expect(find(list, "comment/0")).toBeUndefined();
  });
});
