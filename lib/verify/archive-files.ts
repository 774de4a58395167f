/** The archive's files followed one after the other, each record where it must stand (FORMAT §8.1). */
import { archiveName, archivePath, archivePaths, beginsFile } from "../bundle/archive-files.ts";
import { memberLength } from "../bundle/gzip.ts";
import { memberBytes } from "../bundle/member.ts";
import { warcInfo } from "../bundle/warc.ts";
import { enterLead, isPutOff, leadOf, type Zip, type ZipEntry } from "../bundle/zip-read.ts";
import { sameBytes } from "../evidence/bytes.ts";
import { add, type Check } from "./check.ts";
import type { Feed, Stored } from "./feed.ts";
import { openPass, type Pass } from "./pass.ts";

/** The bundle's id, time and program as the manifest states them. */
export interface BundleNames {
  bundleId: string;
  createdAt: string;
  tool: string;
}

/** Where a record stands; `pass` is there. */
export interface Place {
  path: string;
  /** As the index names the file. */
  name: string;
  offset: number;
  pass: Pass;
}

export interface ArchiveFiles {
  /** Where the next record must stand, `length` bytes long; null, with a finding, where there is no such place. */
  place(length: number, uri: string): Promise<Place | null>;
  /** The end of all records; says where there is more. */
  end(): void;
  /** Reads the rest of a file that was begun, and enters hash and checksum of what was read for the check of files. */
  close(): Promise<void>;
}

/** The archive's files that can be compared, in order. */
export const archiveEntries = ({ files }: Zip): ZipEntry[] =>
  archivePaths((path) => files.get(path)?.method === 0).flatMap((path) => files.get(path) ?? []);

/** What a feed is to be made of: these files, and before each its local header where that was not read yet. */
export const withLeads = (entries: readonly ZipEntry[]): Stored[] =>
  entries.flatMap((entry) => (isPutOff(entry) ? [leadOf(entry), entry] : entry));

/** `feed`: of `archiveEntries`, `withLeads`. Begins at the first file's `warcinfo`. Null, with a finding, where that is not as it must be. */
export async function openFiles(check: Check, bundle: BundleNames, feed: Feed): Promise<ArchiveFiles> {
  const { files } = check.zip;
  const entries = archiveEntries(check.zip);
  let number = -1;
  let pass: Pass | null = null;
  let [offset, first] = [0, 0];
  /** The last file's hash is compared while the next file is read. */
  let measuring = Promise.resolve();

  const begin = async (): Promise<boolean> => {
    const entry = entries[++number];
    const path = archivePath(number);
    if (!entry) {
      if (!files.has(path)) add(check, "part-missing", path);
      return false;
    }
    if (isPutOff(entry)) {
      enterLead(entry, check.zip.end, await feed.next());
      feed.measured().catch(() => undefined); // nobody asks; where it fails, so does the next piece
    }
    pass = openPass(check, entry, feed);
    const info = await warcInfo(bundle.bundleId, bundle.createdAt, bundle.tool, number);
    offset = first = memberLength(info.length);
    if (first <= entry.size && (await isWhole(pass, info))) return true;
    add(check, "archive-differs", path, "warcinfo");
    return false;
  };
  const leave = async (): Promise<void> => {
    await measuring;
    if (!pass) return;
    const path = archivePath(number);
    const { measured } = await pass.finish();
    pass = null;
    measuring = measured.then((found) => void check.measured.set(path, found));
    measuring.catch(() => undefined); // told where it is awaited
  };
  const endsHere = (): void => {
    if (offset !== entries[number]?.size)
      add(check, "archive-differs", archivePath(number), "more than the records");
  };
  let lost = !(await begin());

  return {
    async place(length, uri) {
      if (!lost && beginsFile(offset, first, length)) {
        endsHere();
        await leave();
        lost = !(await begin());
      }
      if (lost || !pass) return null;
      const path = archivePath(number);
      if (offset + length > (entries[number]?.size ?? 0)) {
        add(check, "archive-differs", path, uri);
        return null;
      }
      await pass.skipTo(offset);
      const place = { path, name: archiveName(number), offset, pass };
      offset += length;
      return place;
    },
    end() {
      endsHere();
      if (entries.length > number + 1)
        add(check, "archive-differs", archivePath(number + 1), "more than the records");
    },
    async close() {
      await leave();
      await measuring;
    },
  };
}

async function isWhole(pass: Pass, expected: Uint8Array): Promise<boolean> {
  let at = 0;
  for await (const chunk of memberBytes(pass, expected.length)) {
    if (chunk === null || !sameBytes(chunk, expected.subarray(at, at + chunk.length))) return false;
    at += chunk.length;
  }
  return at === expected.length;
}
