/** What leads back to the witness is found in every usual encoding, wherever it lies; and nothing else is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gateOf, unframing } from "../../lib/bundle/leak-gate.ts";
import { placesOf } from "../../lib/bundle/leak-place.ts";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import { writeWacz } from "../../lib/bundle/wacz-write.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import { WITNESS, witnessStrings } from "../demo/witness.ts";
import { sampleCase, sampleInput, sampleStatement } from "../fixtures/bundle.ts";

const hits = (needles: ReturnType<typeof needlesOf>, ...chunks: Uint8Array[]): number[] => {
  const found: number[] = [];
  const scan = needles.scan((index) => found.push(index));
  for (const chunk of chunks) scan.see(chunk);
  return found.sort((a, b) => a - b);
};
const around = (bytes: Uint8Array) => Buffer.concat([Buffer.from("trước "), bytes, Buffer.from(" sau")]);
const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();
const numbered = (text: string, write: (code: number) => string) =>
  [...text].map((char) => (char > "\x7f" ? write(char.codePointAt(0) ?? 0) : char)).join("");

/** Each way of writing a string, as bytes. */
const WAYS: Record<string, (text: string) => Uint8Array> = {
  "UTF-8": (text) => utf8(text),
  "UTF-16LE": (text) => Buffer.from(text, "utf16le"),
  "UTF-16BE": swapped,
  percent: (text) => utf8(encodeURIComponent(text)),
  "percent, small": (text) => utf8(encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase())),
  form: (text) => utf8(encodeURIComponent(text).replaceAll("%20", "+")),
  "entities, decimal": (text) => utf8(numbered(text, (code) => `&#${code};`)),
  "entities, hexadecimal": (text) => utf8(numbered(text, (code) => `&#x${code.toString(16)};`)),
  json: (text) => utf8(JSON.stringify(text)),
  "json \\u": (text) =>
    utf8(numbered(JSON.stringify(text), (code) => `\\u${code.toString(16).padStart(4, "0")}`)),
  "json in json": (text) => utf8(JSON.stringify(JSON.stringify(text))),
  hex: (text) => utf8(Buffer.from(text).toString("hex")),
  "hex, large": (text) => utf8(Buffer.from(text).toString("hex").toUpperCase()),
  NFC: (text) => utf8(text.normalize("NFC")),
  NFD: (text) => utf8(text.normalize("NFD")),
  "large letters": (text) => utf8(text.toUpperCase()),
  "small letters": (text) => utf8(text.toLowerCase()),
  ...Object.fromEntries(
    [0, 1, 2].flatMap((shift) =>
      (["base64", "base64url"] as const).map((name) => [
        `${name}, at ${shift}`,
        (text: string) => utf8(Buffer.from(`${"x".repeat(shift)}${text}ab`).toString(name)),
      ]),
    ),
  ),
};

describe("the leak gate", () => {
  const each = witnessStrings.map((value) => ({ value, needles: needlesOf([{ value }]) }));
  it.each(Object.entries(WAYS))("finds each string of the witness as %s, cut at any place", (_, write) => {
    for (const { value, needles } of each) {
      const bytes = around(write(value));
      expect(hits(needles, bytes), value).toEqual([0]);
      for (const cut of [8, 9, 11, Math.floor(bytes.length / 2), bytes.length - 7])
        expect(hits(needles, bytes.subarray(0, cut), bytes.subarray(cut))).toEqual([0]);
      expect(hits(needles, ...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual([0]);
    }
  });

  it("finds nothing that is not there, and all that is", () => {
    const word = fc.string({ unit: fc.constantFrom(..."xyzXYZ01 "), minLength: 6, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.array(word, { maxLength: 20 }),
        (values, said) => {
          const known = values.map((value) => value.trim()).filter((value) => value.length >= 6);
          const text = said.join("");
          const found = hits(
            needlesOf(known.map((value) => ({ value, token: true }))),
            utf8(text.slice(0, 33)),
            utf8(text.slice(33)),
          );
          for (const [index, value] of known.entries())
            if (text.includes(value)) expect(found).toContain(index);
          for (const index of found)
            expect(text.replaceAll(" ", "+").includes(known[index]?.replaceAll(" ", "+") ?? "")).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("says which strings are too short to be looked for", () => {
    expect(needlesOf([{ value: "Mây" }, { value: "hoa.sen" }]).left).toEqual([0]);
  });
});

describe("a bundle at the gate", () => {
  const through = async (
    mediaBytes: number,
    plant: (bytes: Uint8Array) => void,
    values: readonly string[],
  ) => {
    const sample = async (n: number) => {
      const made = await sampleStatement(n, mediaBytes);
      const media = made.files.get("media-0.png");
      if (media) plant(media);
      const artefacts = made.statement.artefacts.map(async (artefact) => ({
        ...artefact,
        sha256: await sha256(made.files.get(artefact.name) ?? new Uint8Array()),
      }));
      return { ...made, statement: { ...made.statement, artefacts: await Promise.all(artefacts) } };
    };
    const input = sampleInput(await sampleCase(2, 0, { sample }));
    const needles = needlesOf(values.map((value) => ({ value })));
    const gate = gateOf(needles);
    const sizes: number[] = [];
    const done = writeWacz(input)
      .pipeThrough(gate.stream)
      .pipeTo(new WritableStream({ write: (chunk) => void sizes.push(chunk.length) }));
    return { done, gate, needles, input };
  };

  it("passes unchanged where nothing is found", async () => {
    const { done, gate } = await through(70_000, () => undefined, witnessStrings);
    await done;
    expect(gate.found.size).toBe(0);
  });

  it("is stopped by a name in a sealed field, and the field is named", async () => {
    const { done, input, needles } = await through(70_000, () => undefined, ["Nguyễn Thị Mẫu", WITNESS.name]);
    await expect(done).rejects.toMatchObject({ code: "leak-found" });
    const places = await placesOf(input.captures, needles);
    expect(new Set(places.map(({ path }) => path))).toEqual(new Set(["extraction/author"]));
    expect(places.every(({ string }) => string === 0)).toBe(true);
  });

  it("is stopped by a name across two blocks of the archive", async () => {
    for (const at of [65_525, 65_530, 65_534]) {
      const plant = (bytes: Uint8Array) => bytes.set(utf8(WITNESS.name), at);
      const { done, input, needles } = await through(140_000, plant, [WITNESS.name]);
      await expect(done).rejects.toMatchObject({ code: "leak-found" });
      expect((await placesOf(input.captures, needles)).map(({ path }) => path)).toContain(
        "artefact/media-0.png",
      );
    }
  });

  it("refuses bytes that are not laid out as a bundle", () => {
    expect(() => unframing(() => undefined)(utf8("x".repeat(60)))).toThrow("export-failed");
  });
});
