/** Every sentence of the catalogue, however written, gives its class in the platform's place; no text makes it throw. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Notice } from "../../lib/model/notice.ts";
import { sentences } from "../../lib/notices/catalogue.ts";
import { recognise } from "../../lib/notices/recognise.ts";
import { candidate, notice } from "./candidate.ts";

const SLOTS: Record<string, string> = {
  country: "Vietnam",
  authority: "the Invented Ministry",
  law: "Article 1",
  "": "Invented Words",
};
const filled = (text: string) => text.replace(/\{(\w*)\}/g, (_, name: string) => SLOTS[name] ?? "words");
const all = (["facebook", "youtube"] as const).flatMap((platform) =>
  sentences(platform).map((sentence) => ({ platform, sentence, text: filled(sentence.text) })),
);

/** Ways in which one sentence comes: case, composition, spaces, quotes, stops. */
const disguise = fc.record({
  shape: fc.constantFrom("NFC", "NFD", "NFKC"),
  letters: fc.constantFrom("as-is", "upper", "lower"),
  space: fc.constantFrom(" ", "\u00a0", "  ", "\u2009", "\n", "\u3000", " \u200b"),
  quote: fc.constantFrom("'", "’", "‘", "ʼ", "`"),
  end: fc.constantFrom("", ".", " ", "…", "\u200b", "。", "\u00a0."),
  start: fc.constantFrom("", " ", "\u200e", "\ufeff"),
});

describe("every sentence of the catalogue", () => {
  it.each(all.map((one) => [`${one.platform}/${one.sentence.lang}/${one.sentence.id}`, one] as const))(
    "%s",
    (_, one) => {
      fc.assert(
        fc.property(disguise, ({ shape, letters, space, quote, end, start }) => {
          const cased =
            letters === "upper"
              ? one.text.toUpperCase()
              : letters === "lower"
                ? one.text.toLowerCase()
                : one.text;
          const words = cased.replaceAll(" ", space).replaceAll("'", quote).replace(/\.$/, "");
          const text = start + words.normalize(shape) + end;
          const found = notice([text], { platform: one.platform, language: one.sentence.lang });
          if (one.sentence.class === "none") expect(found).toBeUndefined();
          else {
            expect(found?.class).toBe(one.sentence.class === "aside" ? "unrecognised" : one.sentence.class);
            expect(found?.text).toBe(text);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe("any text", () => {
  it("is a notice of some class or none, never an exception", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 400 }),
      fc
        .array(fc.constantFrom(...all.map((one) => one.text), "{", "}", "\\", "*", "(", "a".repeat(500)))
        .map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 4 }),
        fc.option(fc.string({ maxLength: 12 }), { nil: null }),
        (texts, language) => {
          for (const platform of ["facebook", "youtube"] as const)
            for (const found of recognise([candidate(texts, { platform, language })])) Notice.parse(found);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
