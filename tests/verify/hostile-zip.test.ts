/** Zips made to exhaust or to mislead: refused for what they are, and read no more than a few times over. */
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { directory, localHeader } from "../../lib/bundle/zip-layout.ts";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bentZip, plainForeign } from "../fixtures/bent.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { fixedKeys, withFixedChance } from "../fixtures/fixed.ts";
import { packNow, unpack } from "../fixtures/repack.ts";
import { watchedSource } from "../fuzz/quick.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";

/** Verifies with every read counted: a verifier that reads without end fails here without a clock. */
async function look(bytes: Uint8Array) {
  const source = watchedSource(bytes);
  const { verdict, findings } = await verifyBundle(source, { now });
  return { verdict, codes: findings.map(({ code }) => code), read: source.bytes / bytes.length };
}

describe("bombs", () => {
  it("many entries over one stretch of data (quoted overlap): only one of them is read", async () => {
    const data = new Uint8Array(200_000);
    const whole = bentZip(await plainForeign([{ path: "raw/0", data }]));
    const start = new DataView(whole.buffer).getUint32(whole.length - 6, true);
    const offset = Buffer.from(whole).indexOf(Buffer.from(localHeader("raw/0")));
    const laid = Array.from({ length: 9_000 }, (_, index) => ({
      path: `raw/${index + 1}`,
      crc: crc32(data),
      size: data.length,
      offset,
    }));
    const more = directory(laid, start);
    const tail = more.slice(-22);
    const view = new DataView(tail.buffer);
    const entries = whole.subarray(start, whole.length - 22);
    for (const at of [8, 10]) view.setUint16(at, laid.length + 5, true);
    view.setUint32(12, entries.length + more.length - 22, true);
    const found = await look(concat(whole.subarray(0, start), entries, more.subarray(0, -22), tail));
    expect(found.codes).toContain("zip-overlap");
    expect(found.codes).not.toContain("zip-count");
    expect(found.verdict).toBe("flawed");
    expect(found.read).toBeLessThan(10);
  });

  it("entries nested in each other's data", async () => {
    const inner = packNow([["b/inner", utf8("x".repeat(1000))]]);
    const files = await plainForeign([{ path: "raw/outer", data: inner }]);
    const whole = bentZip(files);
    const at = Buffer.from(whole).indexOf(Buffer.from(localHeader("b/inner")));
    const laid = { path: "b/inner", crc: crc32(utf8("x".repeat(1000))), size: 1000, offset: at };
    const start = new DataView(whole.buffer).getUint32(whole.length - 6, true);
    const entries = whole.subarray(start, whole.length - 22);
    const more = directory([laid], start);
    const count = files.length + 1;
    const tail = more.slice(-22);
    const view = new DataView(tail.buffer);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, entries.length + more.length - 22, true);
    const bent = concat(whole.subarray(0, start), entries, more.subarray(0, -22), tail);
    const found = await look(bent);
    expect(found.codes).toContain("zip-overlap");
    expect(found.verdict).toBe("flawed");
  });

  it("a thousand small bombs that make a large one", async () => {
    const packed = new Uint8Array(deflateRawSync(new Uint8Array(1_000_000)));
    const size = [0x40, 0x42, 0x0f, 0];
    const bombs = Array.from({ length: 1_000 }, (_, index) => ({
      path: `raw/${index}`,
      data: packed,
      bend: { 10: [8, 0], 24: size },
      bendLocal: { 8: [8, 0] },
    }));
    const found = await look(bentZip([...(await plainForeign()), ...bombs]));
    expect(found.codes).toContain("zip-bomb");
    expect(found.verdict).not.toBe("intact");
  });

  it("a bomb in a bomb: what is packed inside is never unpacked", async () => {
    const inner = bentZip([{ path: "x", data: new Uint8Array(deflateRawSync(new Uint8Array(50_000_000))) }]);
    const found = await look(bentZip(await plainForeign([{ path: "archive/inner.zip", data: inner }])));
    expect(found.verdict).toBe("intact"); // a file like any other
    expect(found.read).toBeLessThan(6);
  });
});

describe("directories", () => {
  it("65,535 entries are not all read, and not believed", async () => {
    const files = await plainForeign();
    const whole = bentZip(files);
    const start = new DataView(whole.buffer).getUint32(whole.length - 6, true);
    const laid = Array.from({ length: 65_535 }, (_, index) => ({
      path: `a/${index}`,
      crc: 0,
      size: 0,
      offset: 0,
    }));
    const found = await look(concat(whole.subarray(0, start), directory(laid, start)));
    expect(found.codes).toContain("zip-count");
    expect(found.verdict).not.toBe("intact");
  });

  it("a comment, however long, and an end of directory hidden in it", async () => {
    const whole = bentZip(await plainForeign());
    for (const comment of [
      utf8("x"),
      new Uint8Array(65_535),
      concat(new Uint8Array(100), whole.slice(-22)),
    ]) {
      const bent = concat(whole, comment);
      new DataView(bent.buffer).setUint16(whole.length - 2, comment.length, true);
      const found = await look(bent);
      expect(found.verdict).not.toBe("intact");
      expect(found.codes.some((code) => /^zip-(trailing|gap|count|out-of-range)|not-a-zip/.test(code))).toBe(
        true,
      );
    }
  });

  it("two directories: the one that some programs find first is a gap", async () => {
    const [one, two] = [
      bentZip(await plainForeign()),
      bentZip(await plainForeign([{ path: "raw/x", data: utf8("other") }])),
    ];
    const start = new DataView(two.buffer).getUint32(two.length - 6, true);
    // the second zip whole behind the first, its offsets moved: both directories are sound
    const moved = two.slice();
    const view = new DataView(moved.buffer);
    for (let at = start; view.getUint32(at, true) === 0x02014b50; at += 46 + view.getUint16(at + 28, true))
      view.setUint32(at + 42, view.getUint32(at + 42, true) + one.length, true);
    view.setUint32(moved.length - 6, start + one.length, true);
    const found = await look(concat(one, moved));
    expect(found.codes).toContain("zip-gap");
    expect(found.verdict).toBe("flawed");
  });

  it("offsets, sizes and counts at every edge: never a crash", async () => {
    const whole = bentZip(await plainForeign());
    const start = new DataView(whole.buffer).getUint32(whole.length - 6, true);
    for (let at = start; at < whole.length; at++)
      for (const value of [0, 0x7f, 0xff]) {
        const bent = whole.slice();
        bent.fill(value, at, Math.min(whole.length, at + 4));
        expect((await look(bent)).codes).not.toContain("source-failed");
      }
  });
});

describe("names", () => {
  it("a name that is not UTF-8, or of 65,535 letters", async () => {
    const files = await plainForeign();
    const long = bentZip([...files, { path: "a/".repeat(30_000), data: utf8("x") }]);
    expect((await look(long)).codes).toContain("zip-path");
    const bent = bentZip([
      ...files,
      { path: "raw/qq", data: utf8("x"), bend: { 50: [0xff, 0xfe] }, bendLocal: { 34: [0xff, 0xfe] } },
    ]);
    expect((await look(bent)).codes).toContain("zip-path");
  });

  it("names of prototypes are names like others", async () => {
    const odd = ["__proto__", "constructor", "toString"].map((path) => ({ path, data: utf8("x") }));
    expect((await look(bentZip(await plainForeign(odd)))).verdict).toBe("intact");
    expect((await look(bentZip([...(await plainForeign()), ...odd]))).codes).toContain("resource-added");
  });
});

describe("a bundle of ours", () => {
  const good = () =>
    withFixedChance("hostile", async () =>
      bundleBytes(
        sampleInput(await sampleCase(1, 0, { keys: await fixedKeys("hostile", now), mediaBytes: 100 })),
      ),
    );

  it("is read a few times over, no more", async () => {
    const found = await look(await good());
    expect(found.verdict).toBe("intact");
    expect(found.read).toBeLessThan(4);
  });

  it("each file twice, the second a little different: found whichever is read", async () => {
    const files = [...(await unpack(await good()))];
    for (const [path, bytes] of files) {
      const second: [string, Uint8Array][] = [[path, concat(bytes, utf8("\n"))]];
      for (const list of [
        [...files, ...second],
        [...second, ...files],
      ]) {
        const found = await look(packNow(list));
        expect(found.verdict, path).toBe("flawed");
        expect(found.codes).toContain("zip-duplicate");
      }
    }
  });

  it("with a size beyond its end in the directory is not read past it", async () => {
    const bytes = await good();
    const at = new DataView(bytes.buffer).getUint32(bytes.length - 6, true) + 24;
    new DataView(bytes.buffer).setUint32(at, bytes.length * 2, true);
    const found = await look(bytes);
    expect(found.codes).toContain("zip-header-differs");
    expect(found.verdict).toBe("flawed");
  });

  it("deflated, properly, is not as it was written", async () => {
    const files = [...(await unpack(await good()))].map(([path, content]) => ({
      path,
      data: new Uint8Array(deflateRawSync(content)),
      bend: { 10: [8, 0], 16: le(crc32(content)), 24: le(content.length) },
      bendLocal: { 8: [8, 0] },
    }));
    const found = await look(bentZip(files));
    expect(found.verdict).toBe("flawed");
    expect(found.codes).toContain("zip-layout");
  });
});

const le = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
