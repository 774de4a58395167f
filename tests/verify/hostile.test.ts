/** Files from enemies: each a clean refusal or a finding; never a throw, never "intact", never much memory. */
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { readJson } from "../../lib/verify/json.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bentZip, plainForeign } from "../fixtures/bent.ts";
import { sampleBundle } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const report = (bytes: Uint8Array<ArrayBuffer>) => verifyBundle(blobSource(new Blob([bytes])), { now });
const codes = async (bytes: Uint8Array<ArrayBuffer>) =>
  (await report(bytes)).findings.map(({ code }) => code);

describe("zip tricks", () => {
  it("a plain foreign bundle is readable, so that the tricks below are what is found", async () => {
    expect((await report(bentZip(await plainForeign()))).verdict).toBe("intact");
  });

  it.each([
    ["a path that climbs", "../../etc/passwd", "zip-path"],
    ["an absolute path", "/etc/passwd", "zip-path"],
    ["a drive", "C:/x", "zip-path"],
    ["a backslash", "a\\\\b", "zip-path"],
    ["a NUL", "a\u0000b", "zip-path"],
    ["a name written backwards", "a\u202egnp.exe", "zip-path"],
    ["an empty part", "a//b", "zip-path"],
    ["the same name", "archive/data.warc", "zip-duplicate"],
    ["the same name in other letters", "Archive/DATA.warc", "zip-duplicate"],
  ])("%s", async (_, path, code) => {
    const bytes = bentZip([...(await plainForeign()), { path, data: utf8("x") }]);
    expect(await codes(bytes)).toContain(code);
    expect((await report(bytes)).verdict).toBe("flawed");
  });

  it.each([
    ["a symbolic link", { 38: [0, 0, 0xff, 0xa1] }, "zip-symlink"],
    ["a password", { 8: [0x09] }, "zip-encrypted"],
    ["another method", { 10: [14, 0] }, "zip-method"],
    ["a size of 10 GB", { 20: [0xff, 0xff, 0xff, 0xfe], 24: [0xff, 0xff, 0xff, 0xfe] }, "zip-out-of-range"],
    ["an offset beyond the end", { 42: [0xff, 0xff, 0xff, 0x7f] }, "zip-out-of-range"],
    ["an offset into another file", { 42: [4, 0, 0, 0] }, "zip-out-of-range"],
    ["the first file's offset", { 42: [0, 0, 0, 0] }, "zip-header-differs"],
    ["a stored file that grows", { 24: [0xff, 0, 0, 0] }, "zip-header-differs"],
    ["a bomb", { 10: [8, 0], 24: [0xff, 0xff, 0xff, 0x0f] }, "zip-bomb"],
    ["another checksum", { 16: [1, 2, 3, 4] }, "zip-checksum"],
  ])("%s", async (_, change, code) => {
    const bytes = bentZip(await plainForeign([{ path: "raw/x", data: utf8("hello"), bend: change }]));
    expect(await codes(bytes)).toContain(code);
    expect((await report(bytes)).verdict).toBe("flawed");
  });

  it.each([
    ["another name", { 30: [0x52] }],
    ["another method", { 8: [8, 0] }],
    ["another size", { 18: [1, 0, 0, 0] }],
  ])("a local header with %s", async (_, change) => {
    expect(
      await codes(bentZip(await plainForeign([{ path: "raw/x", data: utf8("hello"), bendLocal: change }]))),
    ).toContain("zip-header-differs");
  });

  it("a file that is not listed", async () => {
    expect(await codes(bentZip([...(await plainForeign()), { path: "raw/y", data: utf8("x") }]))).toContain(
      "resource-added",
    );
  });

  it("data before, after or between", async () => {
    expect(await codes(bentZip(await plainForeign(), utf8("MZ program")))).toContain("zip-gap");
    expect(await codes(bentZip(await plainForeign(), undefined, utf8("more")))).toContain("zip-trailing");
    const [first, ...rest] = await plainForeign();
    if (!first) throw new Error("no file");
    const hidden = { ...first, data: concat(first.data, new Uint8Array(200)) };
    const size = [first.data.length, 0, 0, 0];
    expect(await codes(bentZip([{ ...hidden, bend: { 20: size, 24: size } }, ...rest]))).toContain("zip-gap");
  });

  it("zip64 ends that lie", async () => {
    const plain = bentZip(await plainForeign());
    const end = plain.slice(-22);
    const locator = concat(
      utf8("PK\x06\x07"),
      new Uint8Array(4),
      Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 0),
      Uint8Array.of(1, 0, 0, 0),
    );
    expect(await codes(concat(plain.slice(0, -22), locator, end))).toContain("zip-zip64");
  });

  it("a bomb that unpacks to more than it says, and one that does not unpack", async () => {
    for (const data of [deflateRawSync(new Uint8Array(5_000_000)), utf8("not deflate")]) {
      const entry = {
        path: "raw/x",
        data: new Uint8Array(data),
        bend: { 10: [8, 0], 24: [100, 0, 0, 0] },
        bendLocal: { 8: [8, 0] },
      };
      expect(await codes(bentZip(await plainForeign([entry])))).toContain("entry-unreadable");
    }
  });
});

describe("lists that lie", () => {
  it("config, duplicate keys, prototype names, depth", async () => {
    expect(await codes(bentZip(await plainForeign([], { config: { hostProxy: {} } })))).toContain(
      "datapackage-config",
    );
    const list = '{"profile":"data-package","wacz_version":"1.1.1","resources":[],"resources":[]}';
    expect(await codes(bentZip([{ path: "datapackage.json", data: utf8(list) }]))).toContain(
      "json-duplicate-key",
    );
    for (const text of ["[".repeat(200_000), "{", '{"__proto__":{"resources":[]}}', "null", "\u0000"])
      expect((await report(bentZip([{ path: "datapackage.json", data: utf8(text) }]))).verdict).toBe(
        "unreadable",
      );
  });

  it("counts keys of JSON as a parser does", () => {
    const nested = fc.json({ maxDepth: 4 });
    fc.assert(
      fc.property(nested, (text) => {
        expect(readJson(utf8(text))?.duplicate).toBe(false);
      }),
    );
    for (const text of [
      '{"a":1,"a":2}',
      '{"a":{"b":1,"\\u0062":2}}',
      '[{"x":":","x":":"}]',
      '{"__proto__":1,"__proto__":2}',
    ])
      expect(readJson(utf8(text))?.duplicate, text).toBe(true);
  });
});

describe("anything at all", () => {
  it("never throws and is never intact", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (noise) => {
        expect((await report(new Uint8Array(noise))).verdict).toBe("unreadable");
      }),
      { numRuns: 200 },
    );
  });

  it("cut off or spliced anywhere, a bundle is found", async () => {
    const bundle = await sampleBundle(1);
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.nat(bundle.length - 1), async (a, b) => {
        const cut = await report(bundle.slice(0, a));
        expect(cut.verdict).not.toBe("intact");
        if (a === b) return;
        expect((await report(concat(bundle.slice(0, a), bundle.slice(b)))).verdict).not.toBe("intact");
      }),
      { numRuns: 60 },
    );
  });

  it("a source that fails is said to fail", async () => {
    const source = { size: 1000, read: () => Promise.reject(new Error("disk")) };
    expect((await verifyBundle(source, { now })).verdict).toBe("unreadable");
  });
});
