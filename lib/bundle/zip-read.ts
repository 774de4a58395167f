/** Reads a zip's directory by ranges and distrusts it: whatever could make two readers see two different files is a problem (FORMAT §2.6). */
import type { BundleSource } from "./source.ts";
import { type End, findEnd, type ZipProblem } from "./zip-end.ts";
import { judgeEntry, LONGEST_DESCRIPTOR, readEntries, type ZipEntry } from "./zip-entries.ts";

export type { ZipProblem } from "./zip-end.ts";
export type { ZipEntry } from "./zip-entries.ts";

export interface Zip {
  /** Files that can be read, by path; of two with one name, the first. Directories are left out. */
  files: Map<string, ZipEntry>;
  /** All entries in the order of the directory. */
  entries: ZipEntry[];
  end: End;
  problems: ZipProblem[];
  /** Their local headers were put off: until they are read, data are only supposed to begin where ours do. */
  putOff: ZipEntry[];
}

const LOCAL = 0x04034b50;

/**
 * The directory of a zip, or null where there is none. Never throws on content; rejects where the source fails. `putOff`:
 * fit entries whose local headers are read with their data, by `enterLead`; until then nothing is known of these.
 */
export async function readZip(
  source: BundleSource,
  putOff: (entry: ZipEntry) => boolean = () => false,
): Promise<Zip | null> {
  const found = await findEnd(source);
  if (!found) return null;
  const { end, problems } = found;
  const listed = await readEntries(source, end);
  problems.push(...listed.problems);
  const judged = listed.entries.map((entry) => {
    const unfit = judgeEntry(entry, end);
    return { entry, unfit, later: unfit === null && putOff(entry) };
  });
  const zip: Zip = {
    files: new Map(),
    entries: listed.entries,
    end,
    problems,
    putOff: judged.flatMap(({ entry, later }) => (later ? entry : [])),
  };
  await readLeads(
    source,
    judged.flatMap(({ entry, unfit, later }) => (unfit === null && !later ? entry : [])),
  );
  const seen = new Set<string>();
  for (const { entry, unfit, later } of judged) {
    if (later) entry.dataAt = entry.offset + 30 + entry.name.length;
    const problem = unfit ?? (later ? null : compareLocal(entry, end));
    const folded = entry.path.normalize("NFC").toLowerCase();
    if (problem) problems.push({ code: problem, path: entry.path });
    if (seen.has(folded)) problems.push({ code: "zip-duplicate", path: entry.path });
    else if (!problem || (!unfit && problem === "zip-header-differs")) {
      if (!entry.path.endsWith("/")) zip.files.set(entry.path, entry);
    }
    seen.add(folded);
  }
  findOverlaps(zip);
  boundUnpacked(zip, source.size);
  return zip;
}

/** All files together may unpack to this many times the zip, and 256 MiB more: else many small bombs make a large one. */
const MOST_UNPACKED = 10;
const SLACK = 256 * 1024 * 1024;

/** Leaves out the files with which the whole would swell beyond its bound. */
function boundUnpacked({ files, problems }: Zip, zipSize: number): void {
  let sum = 0;
  for (const [path, entry] of files) {
    sum += entry.size;
    if (sum <= MOST_UNPACKED * zipSize + SLACK) continue;
    problems.push({ code: "zip-bomb", path });
    files.delete(path);
  }
}

/** Reads that are under way at once: each is waited for longer than it takes. */
const AT_ONCE = 32;

/** Of fit entries: judgeEntry has seen that so much lies before the directory. */
async function readLeads(source: BundleSource, entries: readonly ZipEntry[]): Promise<void> {
  const read = async (entry: ZipEntry): Promise<void> => {
    const { dataAt, size } = leadOf(entry);
    splitLead(entry, await source.read(dataAt, size));
  };
  for (let from = 0; from < entries.length; from += AT_ONCE)
    await Promise.all(entries.slice(from, from + AT_ONCE).map(read));
}

/** Of a file below 4 GiB. No more is read before a header: who reads front to back has had what comes before. */
const DESCRIPTOR = 16;
const before = ({ offset }: ZipEntry): number => Math.min(offset, DESCRIPTOR);

/** Where an entry's local header lies with its name, and the descriptor before it. */
export const leadOf = (entry: ZipEntry): Pick<ZipEntry, "dataAt" | "size"> => ({
  dataAt: entry.offset - before(entry),
  size: before(entry) + 30 + entry.name.length,
});

function splitLead(entry: ZipEntry, bytes: Uint8Array): void {
  const descriptor = before(entry);
  entry.local = { before: bytes.slice(0, descriptor), head: bytes.slice(descriptor) };
}

/** True while an entry's local header is not read. */
export const isPutOff = ({ local }: ZipEntry): boolean => local.head.length === 0;

/** Enters the bytes of `leadOf` an entry that was put off. Throws RangeError where they are not what was supposed, and leaves it so. */
export function enterLead(entry: ZipEntry, end: End, bytes: Uint8Array): void {
  const { dataAt, local } = entry;
  splitLead(entry, bytes);
  if (compareLocal(entry, end) === null && entry.dataAt === dataAt) return;
  Object.assign(entry, { dataAt, local });
  throw new RangeError("a local header is not as supposed");
}

/** Compares the local header with the directory; also finds where the data begin. */
function compareLocal(entry: ZipEntry, end: End): string | null {
  const { head } = entry.local;
  const view = new DataView(head.buffer, head.byteOffset, 30);
  const nameLength = view.getUint16(26, true);
  const extraLength = view.getUint16(28, true);
  const dataAt = entry.offset + 30 + nameLength + extraLength;
  if (view.getUint32(0, true) !== LOCAL || dataAt + entry.packed > end.directoryAt) return "zip-out-of-range";
  entry.dataAt = dataAt;
  if (nameLength !== entry.name.length) return "zip-header-differs";
  const name = head.subarray(30);
  const described = (entry.flags & 8) !== 0;
  const is = (at: number, value: number): boolean => {
    const stated = view.getUint32(at, true);
    return stated === value || stated === 0xffffffff || (described && stated === 0);
  };
  const same =
    name.every((byte, index) => byte === entry.name[index]) &&
    view.getUint16(6, true) === entry.flags &&
    view.getUint16(8, true) === entry.method &&
    is(14, entry.crc) &&
    is(18, entry.packed) &&
    is(22, entry.size);
  return same ? null : "zip-header-differs";
}

/**
 * Files must follow each other: nothing before, between (but a data descriptor) or over each other. What lies over
 * another is not read: thousands of entries over one stretch of data would be read thousands of times.
 */
function findOverlaps({ entries, files, end, problems }: Zip): void {
  const readable = entries.filter((entry) => entry.dataAt > 0).sort((a, b) => a.offset - b.offset);
  let at = 0;
  for (const entry of readable) {
    if (entry.offset < at) {
      problems.push({ code: "zip-overlap", path: entry.path });
      if (files.get(entry.path) === entry) files.delete(entry.path);
    } else if (entry.offset > at + LONGEST_DESCRIPTOR || (at === 0 && entry.offset > 0))
      problems.push({ code: "zip-gap", path: entry.path });
    at = Math.max(at, entry.dataAt + entry.packed);
  }
  if (end.directoryAt > at + LONGEST_DESCRIPTOR) problems.push({ code: "zip-gap" });
}
