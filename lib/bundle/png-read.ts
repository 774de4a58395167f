/** Reads pictures as the browser paints them: PNG of 8 bits a channel, not interlaced (W3C PNG, third edition), row by row. */
import { crc32 } from "hash-wasm";
import { type Bytes, concat, plain, sameBytes } from "../evidence/bytes.ts";

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export interface Png {
  width: number;
  height: number;
  /** 3: red, green, blue; 4: and alpha. */
  channels: 3 | 4;
  /** Types of all chunks in their order. */
  chunks: string[];
  /** The compressed pixels. */
  data: Bytes[];
}

/** The parts of a PNG; null where it is none, is broken, or is of a kind that is not read here. */
export async function readPng(bytes: Uint8Array): Promise<Png | null> {
  if (bytes.length < 57 || !sameBytes(bytes.subarray(0, 8), PNG_SIGNATURE)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const png: Png = { width: 0, height: 0, channels: 3, chunks: [], data: [] };
  let at = 8;
  while (at + 12 <= bytes.length && png.chunks.at(-1) !== "IEND") {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = plain(bytes.subarray(at + 8, at + 8 + length));
    const checksum = Number.parseInt(await crc32(bytes.subarray(at + 4, at + 8 + length)), 16);
    if (checksum !== view.getUint32(at + 8 + length)) return null;
    if ((png.chunks.length === 0) !== (type === "IHDR")) return null;
    if (type === "IHDR" && !takeHead(png, content)) return null;
    if (type === "IDAT") png.data.push(content);
    png.chunks.push(type);
    at += 12 + length;
  }
  return at === bytes.length && png.chunks.at(-1) === "IEND" && png.data.length > 0 ? png : null;
}

function takeHead(png: Png, content: Bytes): boolean {
  if (content.length !== 13) return false;
  const view = new DataView(content.buffer, content.byteOffset, 13);
  const [depth, colour, ...rest] = content.subarray(8);
  if (depth !== 8 || (colour !== 2 && colour !== 6) || rest.some((byte) => byte !== 0)) return false;
  png.width = view.getUint32(0);
  png.height = view.getUint32(4);
  png.channels = colour === 2 ? 3 : 4;
  return png.width > 0 && png.height > 0;
}

/**
 * The rows of pixels from the top, each a new array of `width * channels` bytes. Holds two rows, so a hostile picture
 * cannot fill the memory. Throws RangeError or TypeError where the data are not exactly the pixels.
 */
export async function* pngRows({ width, height, channels, data }: Png): AsyncGenerator<Bytes> {
  const length = width * channels;
  let above: Bytes = new Uint8Array(length);
  let held: Bytes = new Uint8Array();
  let count = 0;
  for await (const chunk of inflated(data)) {
    let rest = held.length === 0 ? chunk : concat(held, chunk);
    for (; rest.length > length; rest = rest.subarray(length + 1)) {
      if (count++ === height) throw new RangeError("more pixels than stated");
      above = unfiltered(rest[0] ?? 255, rest.slice(1, length + 1), above, channels);
      yield above;
    }
    held = rest.slice();
  }
  if (count !== height || held.length > 0) throw new RangeError("not as many pixels as stated");
}

/** Undoes the filter of one row in place (PNG §9.2). */
function unfiltered(filter: number, row: Bytes, above: Bytes, step: number): Bytes {
  if (filter > 4) throw new RangeError("unknown filter");
  for (let index = 0; index < row.length; index++) {
    const left = index < step ? 0 : (row[index - step] ?? 0);
    const up = above[index] ?? 0;
    const corner = index < step ? 0 : (above[index - step] ?? 0);
    row[index] = (row[index] ?? 0) + predicted(filter, left, up, corner);
  }
  return row;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Small pieces in: deflate can swell a thousandfold, and a runtime may unpack a whole piece at once. */
const PIECE = 16 * 1024;

async function* inflated(data: readonly Bytes[]): AsyncGenerator<Bytes> {
  const pieces = data.flatMap((part) =>
    Array.from({ length: Math.ceil(part.length / PIECE) }, (_, index) =>
      part.subarray(index * PIECE, (index + 1) * PIECE),
    ),
  );
  const stream = new ReadableStream<Bytes>({
    pull(controller) {
      const next = pieces.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
  });
  const reader = stream.pipeThrough(new DecompressionStream("deflate")).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield plain(next.value);
  } finally {
    await reader.cancel().catch(() => undefined); // already failed or ended: nothing left to release
  }
}
