/** Entries of a zip's central directory (APPNOTE 4.3.12), and what is wrong with each. */
import { fromUtf8 } from "../evidence/bytes.ts";
import type { BundleSource } from "./source.ts";
import type { End, ZipProblem } from "./zip-end.ts";

export interface ZipEntry {
  path: string;
  name: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Of the local header. */
  offset: number;
  /** Of the data; 0, or where it is supposed, until the local header was read. */
  dataAt: number;
  /** The local header with the name, and as many bytes before it as a descriptor has; empty until they were read. */
  local: { before: Uint8Array; head: Uint8Array };
  unixMode: number;
}

/** Bytes of the longest data descriptor. */
export const LONGEST_DESCRIPTOR = 24;
const CENTRAL = 0x02014b50;
const MOST_ENTRIES = 10_000;

/** Reads the directory until its end or the first thing that is not an entry. */
export async function readEntries(
  source: BundleSource,
  end: End,
): Promise<{ entries: ZipEntry[]; problems: ZipProblem[] }> {
  const bytes = await source.read(end.directoryAt, end.directorySize);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL && entries.length < MOST_ENTRIES) {
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.length) break;
    const name = bytes.slice(at + 46, nameEnd);
    const entry: ZipEntry = {
      path: fromUtf8(name) ?? "\ufffd",
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      dataAt: 0,
      local: { before: new Uint8Array(), head: new Uint8Array() },
      // upper half of the external attributes, where the entry was made on Unix
      unixMode: view.getUint8(at + 5) === 3 ? view.getUint16(at + 40, true) : 0,
    };
    widen(entry, view, nameEnd, extraEnd);
    entries.push(entry);
    at = next;
  }
  const complete = at === bytes.length && entries.length === end.count;
  return { entries, problems: complete ? [] : [{ code: "zip-count" }] };
}

/** Takes sizes and offset from the zip64 extra field where the plain ones say "see there". */
function widen(entry: ZipEntry, view: DataView, from: number, to: number): void {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const fieldEnd = Math.min(to, at + 4 + view.getUint16(at + 2, true));
    let next = at + 4;
    for (const key of ["size", "packed", "offset"] as const) {
      if (entry[key] !== 0xffffffff || next + 8 > fieldEnd) continue;
      entry[key] = Number(view.getBigUint64(next, true));
      next += 8;
    }
  }
}

/** What makes an entry unfit to be read, or null. */
export function judgeEntry(entry: ZipEntry, end: End): string | null {
  if (!safePath(entry.path)) return "zip-path";
  if ((entry.unixMode & 0xf000) === 0xa000) return "zip-symlink";
  if ((entry.flags & 1) !== 0) return "zip-encrypted";
  if (entry.method !== 0 && entry.method !== 8) return "zip-method";
  if (entry.offset + 30 + entry.name.length + entry.packed > end.directoryAt) return "zip-out-of-range";
  if (entry.method === 0 && entry.packed !== entry.size) return "zip-header-differs";
  // deflate cannot exceed 1,032 to 1; nothing honest in a bundle comes near 250 to 1
  if (entry.size > entry.packed * 250 + 1_000_000) return "zip-bomb";
  return null;
}

/** Relative, forward slashes, no `.` or `..`, no drive, no control characters, well-formed. */
function safePath(path: string): boolean {
  if (path.length === 0 || path.length > 500 || path.includes("\ufffd")) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\\\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(path) || /^[a-z]:/i.test(path)) return false;
  return path
    .replace(/\/$/, "")
    .split("/")
    .every((part) => part !== "" && part !== "." && part !== "..");
}
