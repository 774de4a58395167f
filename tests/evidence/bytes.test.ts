/** Spellings of bytes, against Node's own. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromBase64,
  fromBase64Url,
  fromHex,
  toBase64,
  toBase64Url,
  toHex,
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
