/** Spellings of bytes, against Node's own. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromBase64,
  fromBase64Url,
  fromHex,
  fromUtf8,
  linesOfBase64Url,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
  utf8Each,
} from "../../lib/evidence/bytes.ts";

const spellings = [
  { name: "hex", to: toHex, from: fromHex, node: "hex" },
  { name: "base64", to: toBase64, from: fromBase64, node: "base64" },
  { name: "base64url", to: toBase64Url, from: fromBase64Url, node: "base64url" },
] as const;

describe.each(spellings)("$name", ({ to, from, node }) => {
  it("writes what Node writes, and reads it back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString(node);
        expect(to(bytes)).toBe(text);
        expect(from(text)).toEqual(bytes);
      }),
    );
  });

  it("reads nothing that is not the one spelling of its bytes", () => {
    const near = fc.string({
      unit: fc.constantFrom(..."ABQgwxyz0189+/-_= \nÀé\u{1F600}"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(near, (text) => {
        const bytes = from(text);
        if (bytes) expect(Buffer.from(bytes).toString(node)).toBe(text);
        else expect(Buffer.from(text, node).toString(node)).not.toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("spellings of bytes", () => {
  it("round-trip, and refuse every other spelling", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ["AB==", "AA=", "A", "AA==\n", "A-==", "====", "AAA=A"])
      expect(fromBase64(text), text).toBeNull();
    for (const text of ["AB", "A", "AA==", "A+"]) expect(fromBase64Url(text), text).toBeNull();
    expect(fromHex("AB")).toBeNull();
  });
});

describe("many at once", () => {
  it("of base64url gives the line that each spells by itself, and nothing where one spells none", () => {
    const cut = [[0xc3], [0xa9], [0xf0, 0x9f], [0x8c, 0xbf], [0x0a], [0xff]].map((bytes) =>
      Uint8Array.from(bytes),
    );
    const bytes = fc.oneof(
      { weight: 9, arbitrary: fc.string({ unit: "binary" }).map(utf8) },
      { weight: 1, arbitrary: fc.constantFrom(...cut) },
    );
    const near = fc.string({ unit: fc.constantFrom(..."ABQgw-_= é"), maxLength: 6 });
    const spelled = fc.oneof(
      { weight: 20, arbitrary: bytes.map(toBase64Url) },
      { weight: 1, arbitrary: near },
    );
    const lineOf = (text: string) => {
      const decoded = fromBase64Url(text);
      const line = decoded && fromUtf8(decoded);
      return line?.includes("\n") ? null : line;
    };
    fc.assert(
      fc.property(fc.array(spelled, { maxLength: 6 }), (texts) => {
        const lines = texts.map(lineOf);
        expect(linesOfBase64Url(texts)).toEqual(lines.includes(null) ? null : lines);
      }),
      { numRuns: 2000 },
    );
    expect(linesOfBase64Url([Uint8Array.of(0xc3), Uint8Array.of(0xa9)].map(toBase64Url))).toBeNull();
  });

  it("of texts gives the UTF-8 of each", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(utf8Each(texts).map(toHex)).toEqual(texts.map((each) => toHex(utf8(each))));
      }),
    );
  });
});
