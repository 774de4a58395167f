/** Pictures made by us: simple landscapes drawn into PNG at run time, so that no image file is kept. */
import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

export interface Size {
  width: number;
  height: number;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

type Rgb = readonly [number, number, number];

/** PNG of RGB pixels. `pixel(x, y)` gives each. */
function png({ width, height }: Size, pixel: (x: number, y: number) => Rgb): Buffer {
  const raw = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) raw.set(pixel(x, y), y * (width * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const mix = (a: Rgb, b: Rgb, part: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * part),
  Math.round(a[1] + (b[1] - a[1]) * part),
  Math.round(a[2] + (b[2] - a[2]) * part),
];

/** A sky, a sun, three ridges and water; the name decides colours and shapes, so each picture differs. */
export function landscape(name: string, size: Size): Buffer {
  const seed = createHash("sha256").update(name).digest();
  const byte = (index: number) => seed[index % seed.length] ?? 0;
  const colour = (index: number, low: number, span: number): Rgb => [
    low + (byte(index) * span) / 255,
    low + (byte(index + 1) * span) / 255,
    low + (byte(index + 2) * span) / 255,
  ];
  const [top, horizon, land, water] = [
    colour(0, 60, 120),
    colour(3, 190, 60),
    colour(6, 30, 90),
    colour(9, 60, 110),
  ];
  const sun = { x: (0.2 + (0.6 * byte(12)) / 255) * size.width, y: 0.3 * size.height, r: 0.08 * size.height };
  const ridge = (x: number, layer: number) =>
    size.height *
    (0.5 +
      layer * 0.08 +
      0.05 * Math.sin((x / size.width) * (5 + (byte(13 + layer) % 5)) + byte(16 + layer)) +
      0.02 * Math.sin((x / size.width) * 23 + byte(19 + layer)));
  const columns = Array.from(
    { length: size.width },
    (_, x) => [ridge(x, 0), ridge(x, 1), ridge(x, 2)] as const,
  );
  return png(size, (x, y) => {
    if (y > size.height * 0.78) return mix(water, horizon, 0.15 + 0.12 * Math.sin(y * 0.9 + x * 0.02));
    const ridges = columns[x] ?? [0, 0, 0];
    for (const layer of [2, 1, 0] as const)
      if (y > ridges[layer]) return mix(land, horizon, 0.5 - layer * 0.2);
    if (Math.hypot(x - sun.x, y - sun.y) < sun.r) return [255, 236, 190];
    return mix(top, horizon, y / (size.height * 0.6));
  });
}

/** A round face stand-in: one colour with a lighter disc. */
export function avatar(colour: string, side: number): Buffer {
  const base: Rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
  const light = mix(base, [255, 255, 255], 0.65);
  return png({ width: side, height: side }, (x, y) => {
    const head = Math.hypot(x - side / 2, y - side * 0.4) < side * 0.18;
    const body = Math.hypot(x - side / 2, y - side * 1.02) < side * 0.38;
    return head || body ? light : base;
  });
}
