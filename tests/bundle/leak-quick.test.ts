/** The quick needles lose none: whatever spelling the plain form writes out is found, wherever it lies and however it is cut. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import { witnessStrings } from "../demo/witness.ts";
import { spellingsOf } from "../fixtures/slow-spellings.ts";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Of each string, whether it is found in these bytes, which come in pieces of `size`. */
function found(needles: ReturnType<typeof needlesOf>, bytes: Uint8Array, size: number): Set<number> {
  const seen = new Set<number>();
  const scan = needles.scan((index) => seen.add(index));
  for (let at = 0; at < bytes.length; at += size) scan.see(bytes.subarray(at, at + size));
  return seen;
}

const value = fc.oneof(
  fc.constantFrom(...witnessStrings),
  fc.string({ unit: "grapheme", minLength: 4, maxLength: 24 }),
  fc.string({ unit: "binary", minLength: 4, maxLength: 24 }),
  fc.string({ unit: fc.constantFrom(..."aBZ09 &<>'\"/\\+%=Đđạ̣Ầ\u0301ßİ🌾\n"), minLength: 4, maxLength: 16 }),
);

describe("quick needles", () => {
  it("find every spelling of the plain form", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value, token: fc.boolean() }), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        (wanted, before, size) => {
          const needles = needlesOf(wanted);
          for (const [index, { value, token }] of wanted.entries()) {
            const spellings = spellingsOf(value, token);
            if (spellings.length === 0) expect(needles.left).toContain(index);
            for (const spelling of spellings) {
              const bytes = latin1(`${"~".repeat(before)}${spelling}~~`);
              expect(found(needles, bytes, size).has(index), JSON.stringify({ value, spelling })).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("find each of many strings that begin and end alike", () => {
    const wanted = Array.from({ length: 100 }, (_, n) => ({
      value: `https://www.facebook.com/profile.php?id=1000${n}77&ref=bookmarks`,
    }));
    const needles = needlesOf(wanted);
    for (const [index, { value }] of wanted.entries()) {
      const all = latin1(spellingsOf(value).join("~"));
      expect([...found(needles, all, 4096)]).toEqual([index]);
    }
  });

  it("take the letters of a token as they are", () => {
    const needles = needlesOf([{ value: "AbCdEfGh", token: true }, { value: "Hoa.Sen.92" }]);
    expect([...found(needles, latin1("abcdefgh ABCDEFGH"), 99)]).toEqual([]);
    expect([...found(needles, latin1("x AbCdEfGh"), 99)]).toEqual([0]);
    expect([...found(needles, latin1("hOA.sEN.92"), 99)]).toEqual([1]);
  });
});
