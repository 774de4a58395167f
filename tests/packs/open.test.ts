/** A pack file is taken only with the right signature, by the right issuer, in form and within its limits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromUtf8, utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalText } from "../../lib/evidence/canonical.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { FILE_AT_MOST, openPack } from "../../lib/packs/open.ts";
import { signPack } from "../../lib/packs/sign.ts";
import { key, otherKeyId, pack, signedText } from "./pack.ts";

const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => "taken",
    (error: { code?: string }) => error.code ?? String(error),
  );
const changed = (change: (value: Record<string, unknown>) => void) => {
  const copy = structuredClone(pack) as unknown as Record<string, unknown>;
  change(copy);
  return copy;
};
const signed = (value: unknown) => signedText(canonicalText(value));
const rung = (selector: string) => ({ name: "r", since: "2027-01", selector, proof: "p" });

describe("a pack file", () => {
  it("is opened as it was signed, and names its issuer", async () => {
    const opened = await openPack(utf8(await signPack(pack, key)), null);
    expect(opened.pack).toEqual(pack);
    expect(opened.facts).toMatchObject({
      name: pack.name,
      version: pack.version,
      keyId: key.keyId,
      rungs: 3,
      sentences: 1,
      templates: 3,
    });
    expect(await codeOf(openPack(await signed(pack), key.keyId))).toBe("taken");
  });

  it("is refused when any character of the signed text, the signature or the key was changed", async () => {
    const text = fromUtf8(await signed(pack)) ?? "";
    for (const [from, to] of [
      ["gac-may", "gac-mai"],
      ["[data-loi]", "[data-lai]"],
      ["geo-legal", "geo-other"],
    ] as const)
      expect(await codeOf(openPack(utf8(text.replace(from, to)), null))).toBe("pack-signature");
    const wrong = await newSigningKey("keepsake-pack-key");
    for (const over of [
      { publicKey: wrong.publicKey },
      { keyId: otherKeyId },
      { signature: `${"A".repeat(86)}==` },
    ])
      expect(await codeOf(openPack(await signedText(canonicalText(pack), over), null))).toBe(
        "pack-signature",
      );
  });

  it("is refused when another issuer than the confirmed one signed it", async () => {
    expect(await codeOf(openPack(await signed(pack), otherKeyId))).toBe("pack-key-unknown");
  });

  it("is refused when it is signed but not in form", async () => {
    const wrong: [string, unknown][] = [
      ["another type", changed((value) => Object.assign(value, { type: "code" }))],
      ["a later form", changed((value) => Object.assign(value, { v: 2 }))],
      ["a field nobody knows", changed((value) => Object.assign(value, { run: "alert(1)" }))],
      ["an invisible name", changed((value) => Object.assign(value, { name: "Nhà\u202eLưu" }))],
      ["a platform nobody knows", changed((value) => Object.assign(value, { ladders: { constructor: {} } }))],
      [
        "a ladder that is none",
        changed((value) => Object.assign(value, { ladders: { facebook: { toString: {} } } })),
      ],
      [
        "a group that every object has",
        changed((value) =>
          Object.assign(value, {
            templates: { families: [{ id: "x", class: "private", all: ["constructor", "may"] }] },
          }),
        ),
      ],
      [
        "a signal",
        changed((value) =>
          Object.assign(value, {
            sentences: {
              facebook: [{ id: "x", lang: "vi", class: "private", certainty: "signal", text: "mây bay" }],
            },
          }),
        ),
      ],
      [
        "too many rungs",
        changed((value) =>
          Object.assign(value, {
            ladders: { facebook: { MESSAGE: { before: Array.from({ length: 21 }, () => rung("b")) } } },
          }),
        ),
      ],
      [
        "slots side by side",
        changed((value) =>
          Object.assign(value, {
            sentences: {
              facebook: [
                { id: "x", lang: "vi", class: "private", certainty: "quoted", text: "mây {}{}{} bay" },
              ],
            },
          }),
        ),
      ],
    ];
    for (const [what, value] of wrong)
      expect([what, await codeOf(openPack(await signed(value), null))]).toEqual([what, "pack-malformed"]);
    for (const selector of [
      "div:has(a:has(b))",
      "*",
      ":has(a)",
      "a::before",
      "a{}",
      "b,",
      "a\\62",
      "x".repeat(501),
      '[a="\n"]',
    ])
      expect([
        selector,
        await codeOf(
          openPack(
            await signed(
              changed((value) =>
                Object.assign(value, { ladders: { facebook: { MESSAGE: { after: [rung(selector)] } } } }),
              ),
            ),
            null,
          ),
        ),
      ]).toEqual([selector, "pack-malformed"]);
  });

  it("is refused when its text has two readings, or a key `__proto__`", async () => {
    const text = canonicalText(pack);
    expect(await codeOf(openPack(await signedText(`${text} `), null))).toBe("pack-malformed");
    expect(await codeOf(openPack(await signedText(text.replace('"v":1', '"v":2,"v":1')), null))).toBe(
      "pack-malformed",
    );
    expect(
      await codeOf(openPack(await signedText(text.replace('{"builtOn"', '{"__proto__":{},"builtOn"')), null)),
    ).toBe("pack-malformed");
  });

  it("is refused when it is too large or too deep, before it is read", async () => {
    expect(await codeOf(openPack(new Uint8Array(FILE_AT_MOST + 1), null))).toBe("pack-malformed");
    expect(await codeOf(openPack(utf8("[".repeat(500_000)), null))).toBe("pack-malformed");
  });

  it("is never anything but opened or refused by code, whatever the bytes", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map(utf8),
      fc
        .record({ v: fc.constant(1), type: fc.constant("keepsake-rule-pack"), pack: fc.string() })
        .map((file) => utf8(JSON.stringify(file))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => {
        expect(["pack-malformed", "pack-signature"]).toContain(await codeOf(openPack(input, null)));
      }),
      { numRuns: 200 },
    );
  });

  it("is not even signed when it would be refused", async () => {
    expect(
      await codeOf(
        signPack(
          changed((value) => Object.assign(value, { run: "" })),
          key,
        ),
      ),
    ).toBe("pack-malformed");
    const wrong = await newSigningKey("keepsake-pack-key");
    expect(await codeOf(signPack(pack, { ...key, privateKey: wrong.privateKey }))).toBe("key-file");
  });
});
