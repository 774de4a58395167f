/** Rows, index values and lengths as they lie on the disk. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBlinds } from "../../lib/vault/blind.ts";
import { decodeRow, encodeRow } from "../../lib/vault/codec.ts";
import { openItem, sealItem } from "../../lib/vault/item.ts";
import { paddedLength } from "../../lib/vault/pad.ts";

const KEY = new Uint8Array(32).fill(1);
const none = () => false;
const bytes = fc.uint8Array({ maxLength: 3000 });

describe("a sealed row", () => {
  it("opens in its place", () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.string()), (row, place) => {
        const opened = openItem(KEY, place, sealItem(KEY, place, row));
        expect(opened.subarray(0, row.length)).toEqual(row);
        expect(opened.length).toBe(paddedLength(row.length));
      }),
      { numRuns: 100 },
    );
  });

  it("opens in no other place, and not altered in any byte", () => {
    const sealed = sealItem(KEY, ["captures", "a", 1], Uint8Array.of(1, 2, 3));
    const places = [["captures", "b", 1], ["artefacts", "a", 1], ["captures", "a", 2], ["captures", "a"], []];
    for (const place of places) expect(() => openItem(KEY, place, sealed)).toThrow("vault-damaged");
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice();
      altered[at] = (altered[at] ?? 0) ^ 0x40;
      expect(() => openItem(KEY, ["captures", "a", 1], altered)).toThrow("vault-damaged");
    }
    for (const end of [0, 1, 20, sealed.length - 1])
      expect(() => openItem(KEY, ["captures", "a", 1], sealed.slice(0, end))).toThrow("vault-damaged");
    expect(() => openItem(new Uint8Array(32).fill(2), ["captures", "a", 1], sealed)).toThrow("vault-damaged");
  });

  it("is never the same twice", () => {
    const one = () => sealItem(KEY, [], new Uint8Array(8)).join();
    expect(new Set(Array.from({ length: 50 }, one)).size).toBe(50);
  });
});

describe("a row as bytes", () => {
  const leaf = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(null), bytes);
  const row = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    ),
  })).value;

  it("is the row again, whatever padding follows", () => {
    fc.assert(
      fc.property(row, (value) => {
        const encoded = encodeRow({ value }, none).bytes;
        const padded = new Uint8Array(encoded.length + 33);
        padded.set(encoded);
        expect(decodeRow(padded, [])).toEqual({ value });
      }),
      { numRuns: 300 },
    );
  });

  it("is refused where it would not come back as it is", () => {
    const { privateKey } = { privateKey: new Blob(["khóa"]) };
    for (const value of [
      privateKey,
      new Map(),
      new Set(),
      new Date(0),
      1n,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      () => 1,
      Symbol("x"),
      { "\u0000bytes": 0 },
      { a: [{ "\u0000blob": 0 }] },
    ])
      expect(() => encodeRow({ value }, none), String(value)).toThrow("seal-failed");
  });

  it("never opens garbage as if it were one, nor fails in another way", () => {
    fc.assert(
      fc.property(bytes, (garbage) => {
        try {
          decodeRow(garbage, []);
        } catch (error) {
          expect(String(error)).toMatch(/vault-damaged|SyntaxError/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("index values", () => {
  const { blind, unblind } = makeBlinds(KEY);

  it("are found again and opened, and tell no more than equality", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (value) => {
        const blinded = blind("captures.id", value.toWellFormed());
        expect(blind("captures.id", value.toWellFormed())).toBe(blinded);
        expect(makeBlinds(KEY).blind("captures.id", value.toWellFormed())).toBe(blinded);
        expect(unblind("captures.id", blinded)).toBe(value.toWellFormed());
        expect(blind("looks.of", value.toWellFormed())).not.toBe(blinded);
      }),
      { numRuns: 100 },
    );
  });

  it("are of one length for ids and names", () => {
    const lengths = ["text.txt", "media-12.jpg", "default", "a".repeat(32)].map(
      (value) => blind("x", value).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it("open only in their column and under their key", () => {
    const blinded = blind("captures.id", "abc");
    expect(() => unblind("artefacts.captureId", blinded)).toThrow("vault-damaged");
    expect(() => makeBlinds(new Uint8Array(32)).unblind("captures.id", blinded)).toThrow("vault-damaged");
    expect(() => unblind("captures.id", "abc")).toThrow("vault-damaged");
  });
});

describe("lengths", () => {
  it("grow by at most an eighth, keep their order and are few", () => {
    fc.assert(
      fc.property(fc.integer({ min: 513, max: 2 ** 40 }), (length) => {
        const padded = paddedLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.125);
        expect(paddedLength(padded)).toBe(padded);
      }),
      { numRuns: 500 },
    );
    const upToMega = new Set(Array.from({ length: 100_000 }, (_, index) => paddedLength(index * 10)));
    expect(upToMega.size).toBeLessThan(300);
  });
});
