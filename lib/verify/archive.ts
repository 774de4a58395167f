/** Archive, index and pages against what the sealed records say they must be (FORMAT §8). */
import { isBlackedOut } from "../bundle/blackout.ts";
import { cdxLine, sortIndex } from "../bundle/cdxj.ts";
import { DATAPACKAGE, type Datapackage } from "../bundle/datapackage.ts";
import { memberLength } from "../bundle/gzip.ts";
import { PAGES_HEAD, pageLine } from "../bundle/pages.ts";
import type { DerivedPicture } from "../bundle/redaction.ts";
import { entryBytes } from "../bundle/wacz-read.ts";
import { recordLength, warcHead, warcInfo } from "../bundle/warc.ts";
import { type PlannedRecord, planRecords, webAddress } from "../bundle/warc-plan.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import { concat, sameBytes, utf8 } from "../evidence/bytes.ts";
import { sha256Stream } from "../evidence/digest.ts";
import type { Opened } from "../evidence/open.ts";
import { add, type Check, flaws } from "./check.ts";
import { memberBytes } from "./member.ts";

const WARC = "archive/data.warc.gz";
const INDEX = "indexes/index.cdx";
const PAGES = "pages/pages.jsonl";
/** More WARC records than this are not compared (FORMAT §10.4). */
const MOST_RECORDS = 200_000;
/** A larger derived picture is not read (FORMAT §10.4). */
const MOST_PICTURE = 64 * 1024 * 1024;

/** Follows the archive record by record while the records are read. */
export interface ArchiveCheck {
  /** Compares the WARC records of one opened capture, its derived pictures among them. */
  follow(opened: Opened, derived: readonly DerivedPicture[]): Promise<void>;
  /** A record could not be opened: what comes after it in the archive cannot be known. */
  lose(): void;
  /** Compares index, pages and the list's main page, and that nothing is left. */
  finish(datapackage: Datapackage | null): Promise<void>;
}

/** Begins at the archive's `warcinfo`. `bundle`: id, time and program as the manifest states them. */
export async function openArchive(
  check: Check,
  bundle: { bundleId: string; createdAt: string; tool: string },
): Promise<ArchiveCheck> {
  const before = flaws(check);
  const entry = check.zip.files.get(WARC);
  const index: string[] = [];
  const pages = await check.makeHasher(); // only their hash is held: texts are long
  pages.update(utf8(PAGES_HEAD));
  let offset = 0;
  let main: { url: string; date: string } | null = null;
  let lost = entry?.method !== 0;
  if (!entry) add(check, "part-missing", WARC);

  if (entry && !lost) {
    const info = await warcInfo(bundle.bundleId, bundle.createdAt, bundle.tool);
    const length = memberLength(info.length);
    if (offset + length > entry.size || !(await isWhole(check, entry, length, info))) {
      add(check, "archive-differs", WARC, "warcinfo");
      lost = true;
    }
    offset += length;
  }

  return {
    async follow({ record, statement }, derived) {
      if (lost || !entry) return;
      pages.update(utf8(pageLine(record.id, statement, bundle.createdAt)));
      for (const planned of await planRecords(record.id, statement, bundle.createdAt, derived)) {
        if (planned.derived === "replay" && webAddress(planned.uri))
          main ??= { url: planned.uri, date: planned.date };
        const head = warcHead(planned);
        const length = recordLength(head, planned.bytes);
        if (offset + length > entry.size || index.length >= MOST_RECORDS) {
          add(
            check,
            offset + length > entry.size ? "archive-differs" : "evidence-too-large",
            WARC,
            planned.uri,
          );
          lost = true;
          return;
        }
        index.push(cdxLine(planned, offset, length));
        await compare(check, entry, offset, head, planned);
        if ("picture" in planned.payload)
          await comparePicture(check, entry, offset, head, planned.payload.picture);
        offset += length;
      }
    },
    lose() {
      if (!lost) add(check, "archive-unchecked", WARC);
      lost = true;
    },
    async finish(datapackage) {
      if (lost) return;
      if (datapackage && (datapackage.mainPageUrl !== main?.url || datapackage.mainPageDate !== main?.date))
        add(check, "main-page-differs", DATAPACKAGE);
      if (entry && offset !== entry.size) add(check, "archive-differs", WARC, "more than the records");
      if (!(await isText(check, INDEX, sortIndex(index)))) add(check, "index-differs", INDEX);
      if ((await digestOf(check, PAGES)) !== pages.digest()) add(check, "pages-differ", PAGES);
      if (flaws(check) === before) add(check, "archive-holds");
    },
  };
}

async function isWhole(
  check: Check,
  entry: ZipEntry,
  length: number,
  expected: Uint8Array,
): Promise<boolean> {
  let at = 0;
  for await (const chunk of memberBytes(check.source, entry.dataAt, length, expected.length)) {
    if (chunk === null || !sameBytes(chunk, expected.subarray(at, at + chunk.length))) return false;
    at += chunk.length;
  }
  return at === expected.length;
}

/** One WARC record: its header byte for byte, its payload by hash, its end. */
async function compare(
  check: Check,
  entry: ZipEntry,
  offset: number,
  head: Uint8Array,
  planned: PlannedRecord,
): Promise<void> {
  const size = head.length + planned.bytes + 4;
  const hasher = await check.makeHasher();
  const end = utf8("\r\n\r\n");
  let at = 0;
  for await (const chunk of memberBytes(
    check.source,
    entry.dataAt + offset,
    recordLength(head, planned.bytes),
    size,
  )) {
    if (chunk === null) return add(check, "archive-differs", WARC, planned.uri);
    check.tick(chunk.length);
    const inHead = chunk.subarray(0, Math.max(0, head.length - at));
    const toEnd = Math.max(0, head.length + planned.bytes - at);
    const tail = chunk.subarray(toEnd);
    const tailAt = Math.max(0, at - head.length - planned.bytes);
    if (
      !sameBytes(inHead, head.subarray(at, at + inHead.length)) ||
      !sameBytes(tail, end.subarray(tailAt, tailAt + tail.length))
    )
      return add(check, "archive-differs", WARC, planned.uri);
    hasher.update(chunk.subarray(inHead.length, toEnd));
    at += chunk.length;
  }
  if (hasher.digest() !== planned.digest) add(check, "artefact-changed", WARC, planned.uri);
}

/** A derived picture: black where it says, and nothing but pixels (FORMAT §4.11). */
async function comparePicture(
  check: Check,
  entry: ZipEntry,
  offset: number,
  head: Uint8Array,
  picture: DerivedPicture,
): Promise<void> {
  if (picture.bytes > MOST_PICTURE) return add(check, "evidence-too-large", WARC, picture.file);
  const size = head.length + picture.bytes + 4;
  const length = recordLength(head, picture.bytes);
  const parts: Uint8Array[] = [];
  for await (const chunk of memberBytes(check.source, entry.dataAt + offset, length, size)) {
    if (chunk === null) return; // the comparison of the record has said so
    parts.push(chunk);
  }
  const bytes = concat(...parts).subarray(head.length, head.length + picture.bytes);
  if (!(await isBlackedOut(bytes, picture))) add(check, "derived-differs", WARC, picture.file);
}

/** SHA-256 of a file, or null where it is missing or does not unpack (the check of resources has said so). */
async function digestOf(check: Check, path: string): Promise<string | null> {
  const entry = check.zip.files.get(path);
  if (!entry) return null;
  try {
    return await sha256Stream(entryBytes(check.source, entry), check.makeHasher);
  } catch {
    return null;
  }
}

/** True where a file holds exactly these pieces of text. */
async function isText(check: Check, path: string, pieces: readonly string[]): Promise<boolean> {
  const entry = check.zip.files.get(path);
  if (!entry) return false;
  let piece = 0;
  let expected = utf8(pieces[0] ?? "");
  let at = 0;
  try {
    for await (const chunk of entryBytes(check.source, entry)) {
      for (let from = 0; from < chunk.length; ) {
        while (at === expected.length && piece < pieces.length) {
          expected = utf8(pieces[++piece] ?? "");
          at = 0;
        }
        const part = chunk.subarray(from, from + expected.length - at);
        if (part.length === 0 || !sameBytes(part, expected.subarray(at, at + part.length))) return false;
        at += part.length;
        from += part.length;
      }
    }
  } catch {
    return false; // does not unpack; the check of resources has said so
  }
  return at === expected.length && piece >= pieces.length - 1;
}
