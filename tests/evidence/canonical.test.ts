import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fromHex, utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes, canonicalText, parseCanonical } from "../../lib/evidence/canonical.ts";
import { sealable } from "../../lib/evidence/sealable.ts";
import { FaultError } from "../../lib/model/fault.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("RFC 8785", () => {
  it("serialises numbers as appendix B says", () => {
    const vectors: [string, string][] = [
      ["0000000000000000", "0"],
      ["8000000000000000", "0"],
      ["0000000000000001", "5e-324"],
      ["8000000000000001", "-5e-324"],
      ["7fefffffffffffff", "1.7976931348623157e+308"],
      ["4340000000000000", "9007199254740992"],
      ["c340000000000000", "-9007199254740992"],
      ["4430000000000000", "295147905179352830000"],
      ["44b52d02c7e14af5", "9.999999999999997e+22"],
      ["44b52d02c7e14af6", "1e+23"],
      ["3eb0c6f7a0b5ed8d", "0.000001"],
      ["41b3de4355555555", "333333333.3333333"],
      ["becbf647612f3696", "-0.0000033333333333333333"],
    ];
    for (const [hex, text] of vectors) {
      const bytes = fromHex(hex) ?? new Uint8Array(8);
      expect(canonicalize(new DataView(bytes.buffer).getFloat64(0))).toBe(text);
    }
    expect(() => canonicalize(Number.NaN)).toThrow();
  });

  it("writes strings as section 3.2.2 and sorts keys as section 3.2.3 says", () => {
    expect(
      canonicalText({
        string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
        literals: [null, true, false],
      }),
    ).toBe('{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    const keys = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(canonicalText(keys)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });
});

describe("canonical form", () => {
  it("refuses what must not be signed", () => {
    for (const value of [
      undefined,
      [undefined],
      1.5,
      -0,
      2 ** 53,
      Number.NaN,
      "\ud800",
      { "\udc00": 1 },
      () => 1,
      1n,
    ])
      expect(() => canonicalText(value)).toThrow("seal-failed");
    let deep: unknown = 1;
    for (let level = 0; level < 70; level++) deep = [deep];
    expect(() => canonicalText(deep)).toThrow("too deep");
  });

  it("reads only its own spelling", () => {
    for (const text of [
      '{"b":1,"a":2}',
      '{"a":1,"a":1}',
      '{"__proto__":1}',
      '{"a": 1}',
      "1.0",
      "1e2",
      '"\\u0041"',
      "[1,]",
      "",
      "\ufeff1",
    ])
      expect(parseCanonical(utf8(text)), text).toBeNull();
    expect(parseCanonical(utf8("[".repeat(1_000_000)))).toBeNull();
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeNull();
  });

  it("takes of all JSON exactly what it would write itself, keys like numbers and out of order among it", () => {
    const key = fc.oneof(fc.constantFrom("0", "1", "10", "2", "-1", "é", "a", "A"), fc.string());
    const { value: json } = fc.letrec((tie) => ({
      value: fc.oneof(fc.string(), fc.integer(), fc.double(), tie("list"), tie("object")),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => new Map(entries)),
    }));
    const written = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
      if (!(value instanceof Map)) return JSON.stringify(value);
      return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${written(item)}`).join(",")}}`;
    };
    const wouldWrite = (text: string): boolean => {
      try {
        const value = JSON.parse(text);
        const canonical = canonicalText(value);
        expect(canonical).toBe(canonicalize(value)); // which sorts all keys itself
        return canonical === text;
      } catch (error) {
        if (!(error instanceof FaultError || error instanceof SyntaxError)) throw error;
        return false; // what must not be written
      }
    };
    fc.assert(
      fc.property(json, (value) => {
        const text = written([value]);
        expect(parseCanonical(utf8(text)) !== null, text).toBe(wouldWrite(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives back every value it wrote", () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string({ unit: "binary" }),
        fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
        fc.boolean(),
        fc.constant(null),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 4 }),
      object: fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const clean = sealable(value, { surrogates: 0, numbers: 0, keys: 0 });
        expect(parseCanonical(canonicalBytes([clean]))).toEqual([clean]);
      }),
    );
  });

  it("makes anything JSON can hold sealable, and counts what it changed", () => {
    const changes = { surrogates: 0, numbers: 0, keys: 0 };
    expect(sealable({ a: "x\ud800y", b: [1.5, -0, 2], c: undefined, ["__proto__"]: 3 }, changes)).toEqual({
      a: "x\ufffdy",
      b: ["1.5", "0", 2],
      "(__proto__)": 3,
    });
    expect(changes).toEqual({ surrogates: 1, numbers: 2, keys: 1 });
  });
});
