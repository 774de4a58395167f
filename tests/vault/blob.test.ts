/** Files at rest: whole, in part, and refused where anything was moved. */
import { describe, expect, it } from "vitest";
import { concat } from "../../lib/evidence/bytes.ts";
import { isCiphertext, OpenedBlob, SEGMENT, type SealedBlob, sealBlob } from "../../lib/vault/blob.ts";
import { deriveKeys } from "../../lib/vault/keyring.ts";

const KEYS = deriveKeys(new Uint8Array(32).fill(9));
const PLACE = "artefacts|a|picture.png";

function fileOf(size: number): { bytes: Uint8Array<ArrayBuffer>; blob: Blob } {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8)) & 255;
  return { bytes, blob: new Blob([bytes], { type: "image/png" }) };
}
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const open = (sealed: SealedBlob, place = PLACE) => new OpenedBlob(KEYS, place, sealed);

describe("a sealed file", () => {
  it.each([0, 1, 511, 512, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT + 77])(
    "of %i bytes opens whole",
    async (size) => {
      const { bytes, blob } = fileOf(size);
      const sealed = await sealBlob(KEYS, PLACE, blob);
      const opened = await open(sealed).blob();
      expect(opened.type).toBe("image/png");
      expect(Buffer.compare(await bytesOf(opened), bytes)).toBe(0);
      expect(isCiphertext(sealed.cipher)).toBe(true);
      expect(isCiphertext(blob)).toBe(false);
    },
  );

  it("is read in parts, across segments and past its end", async () => {
    const { bytes, blob } = fileOf(2 * SEGMENT + 1000);
    const opened = open(await sealBlob(KEYS, PLACE, blob));
    const ranges = [
      [0, 0],
      [0, 10],
      [SEGMENT - 5, SEGMENT + 5],
      [10, 2 * SEGMENT + 1],
      [2 * SEGMENT + 990, 9e9],
      [9e9, 9e9 + 1],
    ];
    for (const [start = 0, end = 0] of ranges)
      expect(
        Buffer.compare(await opened.slice(start, end), bytes.subarray(start, end)),
        `${start}-${end}`,
      ).toBe(0);
  });

  it("does not tell its exact length, and is never the same twice", async () => {
    const [one, two] = await Promise.all(
      [60_001, 60_002].map((size) => sealBlob(KEYS, PLACE, fileOf(size).blob)),
    );
    expect(one?.cipher.size).toBe(two?.cipher.size);
    const again = await sealBlob(KEYS, PLACE, fileOf(60_001).blob);
    expect(await bytesOf(again.cipher)).not.toEqual(await bytesOf(one?.cipher ?? new Blob()));
  });

  it("is refused in another place, under another key, with another file's salt or length", async () => {
    const sealed = await sealBlob(KEYS, PLACE, fileOf(5000).blob);
    const other = await sealBlob(KEYS, PLACE, fileOf(5000).blob);
    const tries = [
      open(sealed, "artefacts|b|picture.png"),
      new OpenedBlob(deriveKeys(new Uint8Array(32)), PLACE, sealed),
      open({ ...sealed, salt: other.salt }),
      open({ ...sealed, cipher: other.cipher }),
      open({ ...sealed, size: 50 }),
    ];
    for (const one of tries) await expect(one.blob()).rejects.toMatchObject({ code: "vault-damaged" });
  });

  it("is refused with segments exchanged, dropped, doubled, cut or altered", async () => {
    const step = SEGMENT + 16;
    const sealed = await sealBlob(KEYS, PLACE, fileOf(3 * SEGMENT).blob);
    const whole = await bytesOf(sealed.cipher);
    const part = (index: number) => whole.subarray(index * step, (index + 1) * step);
    const flipped = whole.slice();
    flipped[step + 5] = (flipped[step + 5] ?? 0) ^ 1;
    const forged = [
      concat(part(1), part(0), part(2)),
      concat(part(0), part(1)),
      concat(part(0), part(1), part(1)),
      whole.subarray(0, whole.length - 1),
      flipped,
    ];
    for (const bytes of forged)
      await expect(open({ ...sealed, cipher: new Blob([bytes]) }).blob()).rejects.toMatchObject({
        code: "vault-damaged",
      });
    // With the length lowered to fit, the segment that is last now was not sealed as the last.
    const shorter = { ...sealed, size: 2 * SEGMENT, cipher: new Blob([concat(part(0), part(1))]) };
    await expect(open(shorter).blob()).rejects.toMatchObject({ code: "vault-damaged" });
  });
});
