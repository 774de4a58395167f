/** Properly signed nonsense: whoever makes a bundle holds its keys, and can sign anything. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { disclosureOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import type { CaseKeys } from "../../lib/evidence/keys.ts";
import { deceptive } from "../../lib/verify/address.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bentZip, plainForeign } from "../fixtures/bent.ts";
import { bundleBytes, type SampleCase, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { editLines, type Files, packNow, text, unpack } from "../fixtures/repack.ts";
import { rawDisclosure, signAll, withRecord } from "../fixtures/resign.ts";
import { watchedSource } from "../fuzz/quick.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const SALT = '"AAAAAAAAAAAAAAAAAAAAAA"';
let made: SampleCase;
let good: Files;
let keys: CaseKeys;

beforeAll(async () => {
  made = await sampleCase(1, 0, { mediaBytes: 100 });
  keys = made.keys;
  good = await unpack(await bundleBytes(sampleInput(made)));
});

async function look(files: Files) {
  const source = watchedSource(packNow([...files]));
  const report = await verifyBundle(source, { now });
  return { ...report, codes: report.findings.map(({ code }) => code) };
}

describe("JSON inside disclosures", () => {
  it("re-signed without a change is intact, so that the changes below are what is found", async () => {
    expect((await look(await signAll(new Map(good), keys))).verdict).toBe("intact");
  });

  it.each([
    [
      "the same key twice",
      `[${SALT},"extraction/text",{"from":"dom","rung":"x","value":"a","value":"b"}]`,
      "disclosure-malformed",
    ],
    [
      "a prototype's name as a key",
      `[${SALT},"extraction/text",{"__proto__":{"value":"a"},"from":"dom"}]`,
      "disclosure-malformed",
    ],
    ["a prototype's name as a path", `[${SALT},"extraction/__proto__",{"text":"a"}]`, "statement-malformed"],
    [
      "another prototype's name as a path",
      `[${SALT},"extraction/constructor",{"text":"a"}]`,
      "statement-malformed",
    ],
    ["a path of no list", `[${SALT},"toString/0",{}]`, "statement-malformed"],
    ["a list's item of another spelling", `[${SALT},"comment/00",{}]`, "statement-malformed"],
    ["a negative item", `[${SALT},"comment/-1",{}]`, "statement-malformed"],
    ["an artefact's name that climbs", `[${SALT},"artefact/../x",{"name":"../x"}]`, "statement-malformed"],
    ["a lone surrogate", `[${SALT},"extraction/title","\\ud800"]`, "disclosure-malformed"],
    ["a number beyond 2^53", `[${SALT},"extraction/title",9007199254740993]`, "disclosure-malformed"],
    ["a number beyond all", `[${SALT},"extraction/title",1e400]`, "disclosure-malformed"],
    ["a fraction", `[${SALT},"extraction/title",1.5]`, "disclosure-malformed"],
    ["negative zero", `[${SALT},"extraction/title",-0]`, "disclosure-malformed"],
    [
      "depth",
      `[${SALT},"extraction/title",${"[".repeat(100_000)}${"]".repeat(100_000)}]`,
      "disclosure-malformed",
    ],
    ["depth without end", "[".repeat(1_000_000), "disclosure-malformed"],
    ["a short salt", `["AAAA","extraction/title",null]`, "disclosure-malformed"],
    ["a salt of another spelling", `["${"A".repeat(21)}B","extraction/title",null]`, "disclosure-malformed"],
    [
      "an object with a thousand keys",
      `[${SALT},"extraction/title",{${Array.from({ length: 1000 }, (_, n) => `"k${String(n).padStart(4, "0")}":0`)}}]`,
      "statement-malformed",
    ],
    ["white space", `[${SALT}, "extraction/title",null]`, "disclosure-malformed"],
    [
      "a line break",
      `[${SALT},"extraction/title",null]\n[${SALT},"extraction/text",null]`,
      "disclosure-malformed",
    ],
    ["nothing", "", "disclosure-malformed"],
  ])("%s", async (_, json, code) => {
    const { verdict, codes } = await look(await withRecord(new Map(good), keys, [rawDisclosure(json)]));
    expect(codes).toContain(code);
    expect(codes).not.toContain("manifest-signature-wrong"); // it is the content that is found
    expect(verdict).toBe("flawed");
  });

  it("ten thousand and one parts of one record, and one of them twice", async () => {
    const many = Array.from({ length: 10_001 }, (_, n) => rawDisclosure(`[${SALT},"fact/${n}",null]`));
    expect((await look(await withRecord(new Map(good), keys, many))).codes).toContain("evidence-too-large");
    const twice = disclosureOf({ path: "extraction/title", value: null });
    expect((await look(await withRecord(new Map(good), keys, [twice, twice]))).codes).toContain(
      "disclosure-foreign",
    );
  });

  it("one cut in two, neither of which is whole", async () => {
    const halves = [`[${SALT},"extraction/title",null`, "]"].map(rawDisclosure);
    expect((await look(await withRecord(new Map(good), keys, halves))).codes).toContain(
      "disclosure-malformed",
    );
  });
});

describe("files of lines", () => {
  it("a million lines that are none, where disclosures should be: one is looked at", async () => {
    const files = new Map(good).set("evidence/disclosures.jsonl", utf8("x\n".repeat(1_000_000)));
    const { codes } = await look(await signAll(files, keys));
    expect(codes.filter((code) => code === "disclosure-malformed")).toHaveLength(1);
  });

  it("a line that is not UTF-8, where disclosures should be: the lines before it are read, it is found, and what follows is not", async () => {
    const path = "evidence/disclosures.jsonl";
    const bytes = good.get(path) ?? utf8("");
    const open = async (...lines: Uint8Array[]) => {
      const { codes, shown } = await look(await signAll(new Map(good).set(path, concat(...lines)), keys));
      return { bad: codes.filter((code) => code === "disclosure-malformed").length, ...shown?.captures[0] };
    };
    const bad = Uint8Array.of(0xff, 10);
    expect(await open(bytes, bad, bad)).toMatchObject({ bad: 1, withheld: 0 });
    const { withheld, bad: found } = await open(bad, bytes);
    expect([withheld, found]).toEqual([made.captures[0]?.disclosures.length, 1]);
  });

  it.each([
    ["evidence/records.jsonl", "record-malformed"],
    ["custody/log.jsonl", "custody-malformed"],
  ])("%s of empty lines, of one line without end, of no line", async (path, code) => {
    const first = async (content: Uint8Array<ArrayBuffer>) =>
      (await look(new Map(good).set(path, content))).codes;
    expect(await first(utf8("\n".repeat(3000)))).toContain(code);
    expect(await first(new Uint8Array(2_000_000).fill(0x61))).toContain("entry-unreadable");
    expect(await first(utf8(""))).toEqual(expect.arrayContaining([expect.stringMatching(/root$/)]));
  });
});

describe("an archive that lies", () => {
  const WARC = "archive/data.warc.gz";
  const edit = async (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => {
    const files = new Map(good);
    return (await look(await signAll(files.set(WARC, change((files.get(WARC) ?? utf8("")).slice())), keys)))
      .codes;
  };
  const replace = (from: string, to: string) => (bytes: Uint8Array) =>
    new Uint8Array(Buffer.from(Buffer.from(bytes).toString("latin1").replace(from, to), "latin1"));

  it.each([
    ["a length too long", replace("Content-Length: 1", "Content-Length: 9")],
    [
      "a length too short, so that the rest would be a record of its own",
      replace("Content-Length: 100", "Content-Length: 010"),
    ],
    ["a length that is no number", replace("Content-Length: 100", "Content-Length: -00")],
    ["a gzip header that claims a name", (bytes) => bytes.fill(8, 3, 4)],
    ["a gzip block that claims another length", (bytes) => bytes.fill(0xff, 11, 13)],
    ["no end", (bytes) => bytes.slice(0, -5)],
    ["bytes after its end", (bytes) => concat(bytes, utf8("more"))],
    ["a second record where one should be", (bytes) => concat(bytes, bytes)],
    ["nothing", () => utf8("")],
  ] as [string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>][])("%s", async (_, change) => {
    expect(await edit(change)).toContain("archive-differs");
  });

  it("claims a picture of many gigabytes", async () => {
    const disclosures = made.captures[0]?.disclosures.map((each) => {
      const leaf = openDisclosure(each);
      if (leaf?.path !== "artefact/picture.png") return each;
      return disclosureOf({ path: leaf.path, value: { ...(leaf.value as object), bytes: 2 ** 52 } });
    });
    const { codes } = await look(await withRecord(new Map(good), keys, disclosures ?? []));
    expect(codes).toContain("archive-differs");
  });
});

describe("the list of files", () => {
  it.each([
    ["config", (list: string) => list.replace("{", '{"config":{"hostProxy":[]},'), "datapackage-malformed"],
    [
      "the same key twice",
      (list: string) => list.replace("{", '{"created":"2020-01-01T00:00:00.000Z",'),
      "datapackage-malformed",
    ],
    ["a prototype", (list: string) => list.replace("{", '{"__proto__":{"x":1},'), "datapackage-malformed"],
    [
      "a huge number",
      (list: string) => list.replace(/"bytes":\d+/, '"bytes":1e308'),
      "datapackage-malformed",
    ],
    [
      "depth",
      (list: string) => list.replace(/"bytes":\d+/, `"bytes":${"[".repeat(10_000)}`),
      "datapackage-malformed",
    ],
    ["no resources", () => "{}", "datapackage-malformed"],
    ["two megabytes", (list: string) => list + " ".repeat(2_000_000), "evidence-too-large"],
  ])("with %s", async (_, change, code) => {
    const files = new Map(good);
    const { verdict, codes } = await look(
      files.set("datapackage.json", utf8(change(text(files, "datapackage.json")))),
    );
    expect(codes).toContain(code);
    expect(verdict).toBe("flawed");
  });
});

describe("addresses", () => {
  it.each([
    ["https://www.facebook.com/x", null],
    ["https://www.facebook.com/đường?q=ă", null], // the host alone decides where one is
    ["https://www.fаcebook.com/x", "www.fаcebook.com → www.xn--fcebook-2fg.com"], // a Cyrillic а
    ["https://xn--fcebook-2fg.com/", "xn--fcebook-2fg.com → xn--fcebook-2fg.com"],
    ["https://facebook.com@evil.example/", "facebook.com@evil.example → evil.example"],
    ["https://facebook.com／evil.example/", "facebook.com／evil.example → ?"], // a slash of full width
    ["https://ｆacebook.com/", "ｆacebook.com → facebook.com"],
    ["not an address", null],
  ])("%s", (address, expected) => {
    expect(deceptive(address)).toBe(expected);
  });

  it("that deceive are noted, in our bundles and in others'", async () => {
    const url = "https://www.fаcebook.com/x";
    const disclosures = made.captures[0]?.disclosures.map((each) =>
      openDisclosure(each)?.path === "capture/url" ? disclosureOf({ path: "capture/url", value: url }) : each,
    );
    expect((await look(await withRecord(new Map(good), keys, disclosures ?? []))).codes).toContain(
      "address-deceptive",
    );
    const pages = utf8(`{"format":"json-pages-1.0"}\n${JSON.stringify({ url, ts: now })}\n`);
    const files = (await plainForeign()).map((file) =>
      file.path === "pages/pages.jsonl" ? { ...file, data: pages } : file,
    );
    const { findings } = await verifyBundle(watchedSource(bentZip(files)), { now });
    expect(findings.map(({ code }) => code)).toContain("address-deceptive");
  });

  it("the custody log with a prototype for a detail is refused", async () => {
    const files = editLines(new Map(good), "custody/log.jsonl", ([first = "", ...rest]) => [
      first.replace('"detail":{', '"detail":{"__proto__":1,'),
      ...rest,
    ]);
    expect((await look(files)).codes).toContain("custody-malformed");
  });
});
