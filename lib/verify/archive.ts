/** Archive, index and pages against what the sealed records say they must be (FORMAT §8). */

import { archivePath } from "../bundle/archive-files.ts";
import { isBlackedOut } from "../bundle/blackout.ts";
import { cdxLine, sortIndex } from "../bundle/cdxj.ts";
import { DATAPACKAGE, type Datapackage } from "../bundle/datapackage.ts";
import { memberBytes } from "../bundle/member.ts";
import { PAGES_HEAD, pageLine } from "../bundle/pages.ts";
import type { DerivedPicture } from "../bundle/redaction.ts";
import { passingBytes } from "../bundle/wacz-read.ts";
import { END, recordLength, warcHead } from "../bundle/warc.ts";
import { type PlannedRecord, planRecords, webAddress } from "../bundle/warc-plan.ts";
import { concat, sameBytes, utf8 } from "../evidence/bytes.ts";
import { sha256Stream } from "../evidence/digest.ts";
import type { Opened } from "../evidence/open.ts";
import { type BundleNames, openFiles, type Place } from "./archive-files.ts";
import { add, type Check, flaws } from "./check.ts";
import type { Feed } from "./feed.ts";
import { newPayloads, type Payloads } from "./payloads.ts";

const INDEX = "indexes/index.cdx";
const PAGES = "pages/pages.jsonl";
/** More WARC records than this are not compared (FORMAT §10.4). */
const MOST_RECORDS = 200_000;
/** A larger derived picture is not read (FORMAT §10.4). */
const MOST_PICTURE = 64 * 1024 * 1024;

/** Follows the archive record by record while the records are read; the archive itself is read once. */
export interface ArchiveCheck {
  /** Compares the WARC records of one opened capture, its derived pictures among them; digests may still be under way. */
  follow(opened: Opened, derived: readonly DerivedPicture[]): Promise<void>;
  /** Waits for what is under way. */
  settle(): Promise<void>;
  /** A record could not be opened: what comes after it in the archive cannot be known. */
  lose(): void;
  /** Compares index, pages and the list's main page, and that nothing is left. */
  finish(datapackage: Datapackage | null): Promise<void>;
  /** Reads what was not compared, and enters hash and checksum of the archive for the check of files. */
  close(): Promise<void>;
}

/** Begins at the archive's first `warcinfo`. */
export async function openArchive(check: Check, bundle: BundleNames, feed: Feed): Promise<ArchiveCheck> {
  const before = flaws(check);
  const index: string[] = [];
  const pages = await check.makeHasher(); // only their hash is held: texts are long
  await pages.update(utf8(PAGES_HEAD));
  let main: { url: string; date: string } | null = null;
  const files = await openFiles(check, bundle, feed);
  const payloads = newPayloads(check, ({ path, uri }) => add(check, "artefact-changed", path, uri));
  let lost = false;

  return {
    async follow({ record, statement }, derived) {
      if (lost) return;
      await pages.update(utf8(pageLine(record.id, statement, bundle.createdAt)));
      for (const planned of await planRecords(record.id, statement, bundle.createdAt, derived)) {
        if (planned.derived === "replay" && webAddress(planned.uri))
          main ??= { url: planned.uri, date: planned.date };
        const head = warcHead(planned);
        const length = recordLength(head, planned.bytes);
        if (index.length >= MOST_RECORDS) add(check, "evidence-too-large", archivePath(0), planned.uri);
        const place = index.length < MOST_RECORDS ? await files.place(length, planned.uri) : null;
        if (!place) {
          lost = true;
          return;
        }
        index.push(cdxLine(planned, place.name, place.offset, length));
        await compare(check, place, payloads, head, planned);
      }
    },
    settle: () => payloads.settle(),
    lose() {
      if (!lost) add(check, "archive-unchecked", archivePath(0));
      lost = true;
    },
    async finish(datapackage) {
      if (lost) return;
      if (datapackage && (datapackage.mainPageUrl !== main?.url || datapackage.mainPageDate !== main?.date))
        add(check, "main-page-differs", DATAPACKAGE);
      files.end();
      if (!(await isText(check, INDEX, sortIndex(index)))) add(check, "index-differs", INDEX);
      if ((await digestOf(check, PAGES)) !== (await pages.digest())) add(check, "pages-differ", PAGES);
      if (flaws(check) === before) add(check, "archive-holds");
    },
    async close() {
      await payloads.settle();
      await files.close();
    },
  };
}

/** One WARC record: its header and its end byte for byte, its payload by hash (told later), a derived picture by its pixels. */
async function compare(
  check: Check,
  { path, pass }: Place,
  payloads: Payloads,
  head: Uint8Array,
  planned: PlannedRecord,
): Promise<void> {
  const payload = payloads.open({ ...planned, path, again: planned.derived === "replay" });
  const picture = "picture" in planned.payload ? planned.payload.picture : null;
  if (picture && picture.bytes > MOST_PICTURE) add(check, "evidence-too-large", path, picture.file);
  const pixels: Uint8Array[] = [];
  let at = 0;
  for await (const chunk of memberBytes(pass, head.length + planned.bytes + END.length)) {
    if (chunk === null) return add(check, "archive-differs", path, planned.uri);
    const inHead = chunk.subarray(0, Math.max(0, head.length - at));
    const toEnd = Math.max(0, head.length + planned.bytes - at);
    const tail = chunk.subarray(toEnd);
    const tailAt = Math.max(0, at - head.length - planned.bytes);
    if (
      !sameBytes(inHead, head.subarray(at, at + inHead.length)) ||
      !sameBytes(tail, END.subarray(tailAt, tailAt + tail.length))
    )
      return add(check, "archive-differs", path, planned.uri);
    const inPayload = chunk.subarray(inHead.length, Math.max(inHead.length, toEnd));
    if (inPayload.length > 0) await payload.update(inPayload);
    if (picture && picture.bytes <= MOST_PICTURE) pixels.push(inPayload.slice());
    at += chunk.length;
  }
  await payload.end();
  if (picture && picture.bytes <= MOST_PICTURE && !(await isBlackedOut(concat(...pixels), picture)))
    add(check, "derived-differs", path, picture.file);
}

/** SHA-256 of a file, or null where it is missing or does not unpack (the check of resources has said so). */
async function digestOf(check: Check, path: string): Promise<string | null> {
  const entry = check.zip.files.get(path);
  if (!entry) return null;
  try {
    return await sha256Stream(passingBytes(check.source, entry), check.makeHasher);
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
    for await (const chunk of passingBytes(check.source, entry)) {
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
