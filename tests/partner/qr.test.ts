/** A profile in QR codes: what is written is read back, also from one picture with several, and parts are never mixed. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import encodeQR from "qr";
import { describe, expect, it } from "vitest";
import { writeCodes } from "../../lib/cli/partner-qr.ts";
import type { PartnerProfile } from "../../lib/model/partner.ts";
import { openProfile } from "../../lib/partner/profile.ts";
import { codesIn } from "../../lib/partner/qr-read.ts";
import { profileText, textsForQr } from "../../lib/partner/qr-text.ts";
import { fileOf, newKey, profileOf } from "./made.ts";

const key = await newKey();
const privacy = `${"Hai người đọc; xóa sau ba năm. ".repeat(40)}Hết.`;
const file = await fileOf(await profileOf({ privacy }), key);

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "fine",
    (error: { code?: string }) => error.code,
  );

/** Pixels of a picture with these codes in rows of two. */
function picture(texts: readonly string[]) {
  const codes = texts.map((text) => encodeQR(text, "raw", { ecc: "medium", border: 4 }));
  const scale = 3;
  const side = Math.max(...codes.map(({ length }) => length)) * scale + 30;
  const [width, height] = [2 * side, Math.ceil(codes.length / 2) * side];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [at, code] of codes.entries())
    for (const [row, line] of code.entries())
      for (const [column, dark] of line.entries())
        for (let y = 0; dark && y < scale; y++) {
          const top = Math.floor(at / 2) * side + row * scale + y;
          const from = (top * width + (at % 2) * side + column * scale) * 4;
          data.fill(0, from, from + scale * 4);
        }
  return { width, height, data };
}

describe("a profile in QR codes", () => {
  it("is several parts, read back from one picture whatever their order", async () => {
    const texts = await textsForQr(file);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(new TextEncoder().encode(text).length).toBeLessThan(900);
    const read = codesIn(picture([...texts].reverse()));
    expect([...read].sort()).toEqual([...texts].sort());
    const again = await openProfile(await profileText(read));
    expect(again).toEqual(await openProfile(file));
    expect(again.profile.privacy).toBe(privacy);
  });

  it("is one code with the file itself where it is small, and may be pasted with spaces at its ends", async () => {
    const small = '{"a": "b"}';
    expect(await textsForQr(small)).toEqual(['{"a":"b"}']);
    expect(await profileText([` ${small}\n`])).toBe(small);
    expect(await profileText(["", (await textsForQr(file)).join("\r\n\r\n")])).toBe(
      JSON.stringify(JSON.parse(file)),
    );
  });

  it("says which parts are missing, and never mixes those of two profiles", async () => {
    const [one, two] = [
      await textsForQr(file),
      await textsForQr(await fileOf(await profileOf({ privacy }), key)),
    ];
    const found = profileText(one.filter((_, at) => at !== 1));
    await expect(found).rejects.toMatchObject({ code: "profile-parts", detail: `2/${one.length}` });
    expect(await codeOf(profileText([one[0] ?? "", ...two.slice(1)]))).toBe("profile-parts");
    expect(await profileText([one[0] ?? "", ...two])).toBe(await profileText(two));
    const altered = [...one.slice(0, -1), `${one.at(-1)}x`];
    expect(await codeOf(profileText(altered))).toBe("profile-malformed");
    for (const nothing of [[], [""], ["  \n"]])
      expect(await codeOf(profileText(nothing))).toBe("profile-malformed");
  });

  it("of any text comes back as it was, pieces trimmed at their ends by whoever carried them", async () => {
    const texts = fc.string({ unit: "grapheme", minLength: 0, maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(texts, async (said) => {
        const made = JSON.stringify({ said: said.replace(/\s+/g, " ") });
        const parts = (await textsForQr(made)).map((part) => part.trim());
        expect(await profileText(parts.reverse())).toBe(made);
      }),
      { numRuns: 60 },
    );
  });

  it("of a post-quantum desk with escrow are a handful of pictures, written once", async () => {
    const hybrid = async () => identityToRecipient(await generateHybridIdentity());
    const recipients: PartnerProfile["recipients"] = [
      { role: "desk", recipient: await hybrid() },
      { role: "escrow", recipient: await hybrid() },
    ];
    const large = await fileOf(await profileOf({ recipients }), key);
    const folder = await mkdtemp(join(tmpdir(), "keepsake-qr-"));
    try {
      const paths = await writeCodes(large, folder);
      expect(paths.length).toBeLessThan(10);
      expect([...(await readFile(paths[0] ?? "")).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
      expect(await codeOf(writeCodes(large, folder))).toBe("EEXIST");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("a picture without one, or too small for one, gives none", () => {
    const white = (size: number) => ({
      width: size,
      height: size,
      data: new Uint8ClampedArray(size * size * 4).fill(255),
    });
    for (const size of [1, 10, 300]) expect(codesIn(white(size))).toEqual([]);
  });
});
