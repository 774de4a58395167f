/** The zip itself: first whether it is safe to read at all, then whether each of its bytes is as a bundle's must be (FORMAT §2.3, §2.6). */
import { type BundleSource, readRange } from "../bundle/source.ts";
import { descriptor, directory, localHeader } from "../bundle/zip-layout.ts";
import { concat, sameBytes } from "../evidence/bytes.ts";
import { add, type Check } from "./check.ts";
import { isCode } from "./words.ts";

/** Enters what the reader of the directory found. */
export function reportZip(check: Check): void {
  for (const { code, path } of check.zip.problems) add(check, isCode(code) ? code : "zip-layout", path);
}

/** Rebuilds all bytes of the zip but the files' contents, and compares. Needs a directory without problems. */
export async function checkLayout(check: Check): Promise<void> {
  const { source, zip } = check;
  /** Where the next entry must begin, and the end of the one before it. */
  let [at, path, tail] = [0, "", new Uint8Array()];
  for (const entry of zip.entries) {
    const { before, head } = entry.local;
    const follows = entry.offset === at && sameBytes(before.subarray(before.length - tail.length), tail);
    if (!follows && !(await holds(source, at - tail.length, tail))) return add(check, "zip-layout", path);
    const expected = localHeader(entry.path);
    const dataAt = at + expected.length;
    const fits = entry.offset === at && entry.dataAt === dataAt && entry.packed === entry.size;
    if (!fits || !sameBytes(head, expected)) return add(check, "zip-layout", entry.path);
    path = entry.path;
    tail = descriptor(entry.crc, entry.size);
    at = dataAt + entry.size + tail.length;
  }
  if (!(await holds(source, at - tail.length, tail))) return add(check, "zip-layout", path);
  if (!(await holds(source, at, directory(zip.entries, at))) || !(await endsAfter(check, at)))
    add(check, "zip-layout");
}

const endsAfter = async ({ source, zip }: Check, at: number): Promise<boolean> =>
  source.size === at + directory(zip.entries, at).length;

async function holds(source: BundleSource, at: number, expected: Uint8Array): Promise<boolean> {
  if (at + expected.length > source.size) return false;
  const parts: Uint8Array[] = [];
  for await (const chunk of readRange(source, at, expected.length)) parts.push(chunk);
  return sameBytes(concat(...parts), expected);
}
