/** Fingerprints for people: words and bits stand for each other, and lists are read as people write them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprintHex, fingerprintStart, fingerprintWords } from "../../lib/verify/fingerprint.ts";
import { nameOf, readFingerprint, readKnownKeys } from "../../lib/verify/known-keys.ts";

const digits = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
const A = `sha256:${"0123".repeat(16)}`;
const B = `sha256:${"f".repeat(64)}`;

describe("a fingerprint in words", () => {
  it("stands for the first 120 bits, one to one", () => {
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        const words = fingerprintWords(`sha256:${one}`);
        expect(words.split(" ")).toHaveLength(12);
        expect(fingerprintStart(words)).toBe(one.slice(0, 30));
        expect(fingerprintWords(`sha256:${other}`) === words).toBe(one.slice(0, 30) === other.slice(0, 30));
      }),
    );
  });

  it("is any twelve of its words: each has bits", () => {
    const syllable = fc.constantFrom(
      ...["b", "ch", "k", "l", "m", "s", "t", "v"].flatMap((a) => ["a", "i", "o", "u"].map((b) => a + b)),
    );
    const word = fc.tuple(syllable, syllable).map(([a, b]) => a + b);
    fc.assert(
      fc.property(fc.array(word, { minLength: 12, maxLength: 12 }), (words) => {
        const start = fingerprintStart(words.join(" "));
        expect(start).toMatch(/^[0-9a-f]{30}$/);
        expect(fingerprintWords(`sha256:${start}${"0".repeat(34)}`)).toBe(words.join(" "));
      }),
    );
  });

  it("is what FORMAT says it is", () => {
    expect(fingerprintWords(`sha256:${"0".repeat(64)}`)).toBe(Array(12).fill("baba").join(" "));
    expect(fingerprintWords(A).split(" ")[0]).toBe("bacha");
    expect(fingerprintWords(B).split(" ")[0]).toBe("vuvu");
  });

  it("is refused with a word too few, too many, or not its own", () => {
    const words = fingerprintWords(A).split(" ");
    expect(fingerprintStart(words.slice(1).join(" "))).toBeNull();
    expect(fingerprintStart([...words, "baba"].join(" "))).toBeNull();
    expect(fingerprintStart(["bana", ...words.slice(1)].join(" "))).toBeNull();
    expect(readFingerprint(words.join(", ").toUpperCase())).toBe(A.slice(0, 37));
    expect(readFingerprint(fingerprintHex(A))).toBe(A);
  });
});

describe("a list of known keys", () => {
  it("is lines of names and fingerprints, in hex or words", () => {
    const list = readKnownKeys(
      `\ufeff# our list\n\nBáo A = b = ${A}\r\nBà B = ${fingerprintWords(B)}\nnot a key\nC = 12ab\n = ${A}\n`,
    );
    expect(list.keys).toEqual([
      { name: "Báo A = b", keyId: A },
      { name: "Bà B", keyId: B.slice(0, 37) },
    ]);
    expect(list.bad).toEqual([5, 6, 7]);
    expect(nameOf(A, list.keys)).toBe("Báo A = b");
    expect(nameOf(B, list.keys)).toBe("Bà B");
    expect(nameOf(`sha256:${"1".repeat(64)}`, list.keys)).toBeNull();
  });

  it("or JSON; and nothing in it makes it throw", () => {
    expect(readKnownKeys(JSON.stringify({ keys: [{ name: "x", keyId: A }, { name: 1 }] }))).toEqual({
      keys: [{ name: "x", keyId: A }],
      bad: [2],
    });
    expect(readKnownKeys("{").bad).toEqual([1]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { keys, bad } = readKnownKeys(text);
        expect(keys.length + bad.length).toBeLessThanOrEqual(text.split("\n").length + 1);
      }),
    );
  });
});
