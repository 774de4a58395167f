/** The end of a zip: where its directory is, and whether the ends (plain and zip64) agree (APPNOTE 4.3.14-4.3.16). */
import type { BundleSource } from "./source.ts";

/** What is wrong with a zip: a code of lib/verify/words, and the file it concerns. */
export interface ZipProblem {
  code: string;
  path?: string;
}

export interface End {
  count: number;
  directoryAt: number;
  directorySize: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR = 0x07064b50;
/** Largest directory read: some 200,000 files. */
const DIRECTORY_LIMIT = 16 * 1024 * 1024;

/** The end record, or null where there is none or it leads nowhere. */
export async function findEnd(source: BundleSource): Promise<{ end: End; problems: ZipProblem[] } | null> {
  if (source.size < 22) return null;
  const tailAt = Math.max(0, source.size - 65_557);
  const tail = await source.read(tailAt, source.size - tailAt);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== END) at--;
  if (at < 0) return null;
  const problems: ZipProblem[] = [];
  const commentLength = view.getUint16(at + 20, true);
  if (at + 22 + commentLength !== tail.length || commentLength > 0) problems.push({ code: "zip-trailing" });
  if (view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== view.getUint16(at + 10, true))
    problems.push({ code: "zip-count" });
  let end: End = {
    count: view.getUint16(at + 10, true),
    directorySize: view.getUint32(at + 12, true),
    directoryAt: view.getUint32(at + 16, true),
  };
  let endsAt = tailAt + at;
  const wide = await readEnd64(source, endsAt);
  if (wide === "lie") problems.push({ code: "zip-zip64" });
  else if (wide) {
    const agrees = (plain: number, full: number, most: number): boolean => plain === full || plain === most;
    if (
      !agrees(end.count, wide.count, 0xffff) ||
      !agrees(end.directorySize, wide.directorySize, 0xffffffff) ||
      !agrees(end.directoryAt, wide.directoryAt, 0xffffffff)
    )
      problems.push({ code: "zip-zip64" });
    end = wide;
    endsAt = wide.endsAt;
  }
  if (end.directorySize > DIRECTORY_LIMIT || end.directoryAt + end.directorySize > endsAt) return null;
  if (end.directoryAt + end.directorySize !== endsAt) problems.push({ code: "zip-gap" });
  return { end, problems };
}

/** The zip64 end before `endAt`; null where there is none; "lie" where its locator leads astray. */
async function readEnd64(
  source: BundleSource,
  endAt: number,
): Promise<(End & { endsAt: number }) | null | "lie"> {
  if (endAt < 20) return null;
  const locator = viewOf(await source.read(endAt - 20, 20));
  if (locator.getUint32(0, true) !== LOCATOR) return null;
  const at = Number(locator.getBigUint64(8, true));
  if (at + 56 !== endAt - 20) return "lie";
  const record = viewOf(await source.read(at, 56));
  if (record.getUint32(0, true) !== END64 || record.getBigUint64(4, true) !== 44n) return "lie";
  return {
    count: Number(record.getBigUint64(32, true)),
    directorySize: Number(record.getBigUint64(40, true)),
    directoryAt: Number(record.getBigUint64(48, true)),
    endsAt: at,
  };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
