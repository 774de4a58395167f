/** Blacks out parts of a picture: pixels are overwritten and compressed afresh, nothing lies beneath (FORMAT §4.11). */
import type { Bytes } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { type Png, pngRows, readPng } from "./png-read.ts";
import { writePng } from "./png-write.ts";
import { type Region, regionFits } from "./redaction.ts";

/** A picture with its regions black. @throws FaultError `export-failed` where it cannot be read or a region is not in it. */
export async function blackOut(
  original: Uint8Array,
  regions: readonly Region[],
): Promise<{ png: Bytes; width: number; height: number }> {
  const picture = await readPng(original);
  if (!picture) throw new FaultError("export-failed", "this picture cannot be blacked out");
  if (regions.length === 0 || !regions.every((region) => regionFits(region, picture)))
    throw new FaultError("export-failed", "region outside the picture");
  const { width, height } = picture;
  return { png: await writePng(picture, blackened(picture, regions)), width, height };
}

async function* blackened(picture: Png, regions: readonly Region[]): AsyncGenerator<Bytes> {
  const { channels } = picture;
  let y = 0;
  for await (const row of pngRows(picture)) {
    const copy = row.slice(); // the row as it was is needed to undo the filter of the next
    for (const { x, width } of regionsAt(regions, y)) {
      copy.fill(0, x * channels, (x + width) * channels);
      if (channels === 4) for (let at = x; at < x + width; at++) copy[at * 4 + 3] = 255;
    }
    yield copy;
    y++;
  }
}

const regionsAt = (regions: readonly Region[], y: number): Region[] =>
  regions.filter((region) => y >= region.y && y < region.y + region.height);

/** True where the bytes are a PNG of this size with no chunks but the pixels', opaque black in all regions. */
export async function isBlackedOut(
  bytes: Uint8Array,
  stated: { width: number; height: number; regions: readonly Region[] },
): Promise<boolean> {
  const picture = await readPng(bytes);
  if (!picture || picture.width !== stated.width || picture.height !== stated.height) return false;
  if (picture.chunks.some((type) => !["IHDR", "IDAT", "IEND"].includes(type))) return false;
  const { channels } = picture;
  let y = 0;
  try {
    for await (const row of pngRows(picture)) {
      for (const { x, width } of regionsAt(stated.regions, y))
        for (let at = x * channels; at < (x + width) * channels; at++)
          if (row[at] !== (at % 4 === 3 && channels === 4 ? 255 : 0)) return false;
      y++;
    }
  } catch {
    return false; // the data do not unpack to the pixels stated
  }
  return y === stated.height;
}
