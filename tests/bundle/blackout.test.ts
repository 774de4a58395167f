/** Blacking out: the pixels are gone, all others stay, and the file holds nothing else. */
import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blackOut, isBlackedOut } from "../../lib/bundle/blackout.ts";
import { pngRows, readPng } from "../../lib/bundle/png-read.ts";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";

const chunk = (type: string, content: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};
interface Image {
  width: number;
  height: number;
  channels: 3 | 4;
  pixels: Uint8Array;
}

/** A PNG as other programs write it: every row under the filter given for it, other chunks around. */
function encode(
  { width, height, channels, pixels }: Image,
  filters: number[],
  more: Uint8Array[] = [],
): Uint8Array {
  const length = width * channels;
  const rows: Uint8Array[] = [];
  const at = (y: number, x: number): number => (y < 0 || x < 0 ? 0 : (pixels[y * length + x] ?? 0));
  for (let y = 0; y < height; y++) {
    const filter = filters[y % filters.length] ?? 0;
    const row = new Uint8Array(length + 1);
    row[0] = filter;
    for (let x = 0; x < length; x++) {
      const [left, up, corner] = [at(y, x - channels), at(y - 1, x), at(y - 1, x - channels)];
      const guess = left + up - corner;
      const near = [left, up, corner].sort((a, b) => Math.abs(guess - a) - Math.abs(guess - b))[0] ?? 0;
      const predicted = [0, left, up, (left + up) >> 1, near][filter] ?? 0;
      row[x + 1] = at(y, x) - predicted;
    }
    rows.push(row);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(rows));
  const half = data.length >> 1;
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", head),
    ...more,
    chunk("IDAT", data.subarray(0, half)),
    chunk("IDAT", data.subarray(half)),
    chunk("IEND", new Uint8Array()),
  );
}

const image = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 30 }),
    four: fc.boolean(),
  })
  .chain(({ width, height, four }) => {
    const channels = four ? (4 as const) : (3 as const);
    const length = width * height * channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((pixels) => ({ width, height, channels, pixels }));
  });

async function decode(png: Uint8Array): Promise<Uint8Array> {
  const read = await readPng(png);
  if (!read) throw new Error("no PNG");
  const rows: Uint8Array[] = [];
  for await (const row of pngRows(read)) rows.push(row.slice());
  return concat(...rows);
}

describe("blacking out", () => {
  it("reads every filter", async () => {
    await fc.assert(
      fc.asyncProperty(
        image,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 9 }),
        async (one, filters) => {
          const ours = await decode(encode(one, filters));
          expect(Buffer.from(ours).equals(Buffer.from(one.pixels))).toBe(true);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it("blackens the regions, leaves every other pixel, and keeps no chunk but the pixels'", async () => {
    const secret = chunk("tEXt", utf8("Author\0Nguyen Thi Mau"));
    await fc.assert(
      fc.asyncProperty(image, fc.nat(), fc.nat(), fc.nat(), fc.nat(), async (one, a, b, c, d) => {
        const [x, y] = [a % one.width, b % one.height];
        const region = { x, y, width: 1 + (c % (one.width - x)), height: 1 + (d % (one.height - y)) };
        const { png, ...size } = await blackOut(encode(one, [4, 1], [secret]), [region]);
        expect(size).toEqual({ width: one.width, height: one.height });
        expect(Buffer.from(png).includes("Nguyen")).toBe(false);
        expect(await isBlackedOut(png, { ...size, regions: [region] })).toBe(true);
        const pixels = await decode(png);
        for (let at = 0; at < pixels.length; at++) {
          const [column, row] = [
            Math.floor(at / one.channels) % one.width,
            Math.floor(at / one.channels / one.width),
          ];
          const within = column >= x && column < x + region.width && row >= y && row < y + region.height;
          const alpha = one.channels === 4 && at % 4 === 3;
          expect(pixels[at]).toBe(within ? (alpha ? 255 : 0) : one.pixels[at]);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  const white = { width: 8, height: 4, channels: 3 as const, pixels: new Uint8Array(96).fill(255) };
  const region = { x: 2, y: 1, width: 3, height: 2 };

  it("refuses what it cannot read, no region, and a region that is not in the picture", async () => {
    const png = encode(white, [0]);
    for (const wrong of [png.subarray(0, -1), utf8("JFIF"), concat(png, Uint8Array.of(0))])
      await expect(blackOut(wrong, [region])).rejects.toThrow("export-failed");
    await expect(blackOut(png, [])).rejects.toThrow("export-failed");
    await expect(blackOut(png, [{ ...region, x: 6 }])).rejects.toThrow("export-failed");
  });

  it("is found out where a region is not black, the size is another, or something travels along", async () => {
    const { png, width, height } = await blackOut(encode(white, [0]), [region]);
    const stated = { width, height, regions: [region] };
    expect(await isBlackedOut(png, stated)).toBe(true);
    expect(await isBlackedOut(png, { ...stated, regions: [{ ...region, width: 4 }] })).toBe(false);
    expect(await isBlackedOut(png, { ...stated, width: 7 })).toBe(false);
    expect(await isBlackedOut(encode(white, [0]), stated)).toBe(false);
    const more = concat(png.subarray(0, 33), chunk("tEXt", utf8("a\0b")), png.subarray(33));
    expect(await isBlackedOut(more, stated)).toBe(false);
    expect(await isBlackedOut(concat(png, utf8("x")), stated)).toBe(false);
  });

  it("ends on pixels that are too many or too few", async () => {
    const long = encode({ ...white, height: 5, pixels: new Uint8Array(120) }, [0]);
    const short = encode({ ...white, height: 3, pixels: new Uint8Array(72) }, [0]);
    for (const lying of [long, short]) {
      const bytes = lying.slice();
      new DataView(bytes.buffer).setUint32(20, 4);
      new DataView(bytes.buffer).setUint32(29, crc32(bytes.subarray(12, 29)));
      expect(await isBlackedOut(bytes, { width: 8, height: 4, regions: [region] })).toBe(false);
    }
  });
});
