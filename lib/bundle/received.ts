/** A bundle that was received, read so that it can be packaged anew: its captures, and all else byte for byte (FORMAT §4.13, §5.3). */
import { z } from "zod";
import { parseCanonical } from "../evidence/canonical.ts";
import { NOTES } from "../evidence/note.ts";
import { openPart } from "../evidence/open.ts";
import { FaultError } from "../model/fault.ts";
import { OpaqueId } from "../model/statement.ts";
import { archivePath, beginsFile } from "./archive-files.ts";
import { DATAPACKAGE, DIGEST_FILE } from "./datapackage.ts";
import type { Frame } from "./frame.ts";
import { memberLength } from "./gzip.ts";
import type { BundleCapture, BundleContent, DerivedInput } from "./input.ts";
import { MANIFEST, Manifest } from "./manifest.ts";
import { memberBytes, readerOf } from "./member.ts";
import { PADDING } from "./padding.ts";
import {
  type DerivedPicture,
  type PackageSigner,
  REDACTION,
  REDACTION_LIMIT,
  Redaction,
} from "./redaction.ts";
import type { BundleSource } from "./source.ts";
import { entryBytes, entryLines, readEntry } from "./wacz-read.ts";
import { recordLength, warcHead, warcInfo } from "./warc.ts";
import { type PlannedRecord, planRecords } from "./warc-plan.ts";
import { readZip, type Zip, type ZipEntry } from "./zip-read.ts";

export interface Received {
  /** With `captures` that can be read again and again. */
  content: BundleContent;
  /**
   * All that is carried over. `made`: when and by what program it is packaged; `notes`: the person's notes go along too,
   * which were put in by choice and are searched by nobody.
   */
  frame(signer: PackageSigner, made: { createdAt: string; software: string }, notes?: boolean): Frame;
}

/** Before this stands what is written anew. */
const REPLACED = new Set([REDACTION, PADDING, DATAPACKAGE, DIGEST_FILE]);
const LINE_LIMIT = 16 * 1024 * 1024;
const Line = z.strictObject({ record: OpaqueId, disclosure: z.string() });

/** Opens a bundle that was found intact: here its form is relied upon. Throws FaultError `not-a-bundle`. */
export async function openReceived(source: BundleSource): Promise<Received> {
  const zip = await readZip(source);
  if (!zip || zip.problems.length > 0) throw new FaultError("not-a-bundle");
  const manifest = Manifest.safeParse(await json(source, zip, MANIFEST, 1024 * 1024));
  if (!manifest.success) throw new FaultError("not-a-bundle", MANIFEST);
  const before = zip.files.has(REDACTION)
    ? Redaction.parse(await json(source, zip, REDACTION, REDACTION_LIMIT)).derived
    : [];
  const { bundleId, createdAt, tool } = manifest.data;
  const captures = { [Symbol.asyncIterator]: () => readCaptures(source, zip, manifest.data, before) };
  return {
    content: { bundleId, createdAt, software: tool, captures },
    frame: (signer, made, notes = false) => ({
      ...made,
      signer,
      files: () => carriedFiles(source, zip, notes),
    }),
  };
}

async function* carriedFiles(source: BundleSource, zip: Zip, notes: boolean): ReturnType<Frame["files"]> {
  const from = zip.entries.findIndex(({ path }) => path === MANIFEST);
  for (const entry of zip.entries.slice(from))
    if (!REPLACED.has(entry.path) && (notes || entry.path !== NOTES))
      yield { path: entry.path, chunks: entryBytes(source, entry) };
}

async function json(source: BundleSource, zip: Zip, path: string, limit: number): Promise<unknown> {
  return parseCanonical(await readEntry(source, entryOf(zip, path), limit));
}

function entryOf(zip: Zip, path: string): ZipEntry {
  const entry = zip.files.get(path);
  if (!entry) throw new FaultError("not-a-bundle", path);
  return entry;
}

/** Records, disclosures and archive in step: where each payload stands follows from what came before. */
async function* readCaptures(
  source: BundleSource,
  zip: Zip,
  { bundleId, createdAt, tool }: Manifest,
  before: readonly DerivedPicture[],
): AsyncGenerator<BundleCapture> {
  const disclosures = entryLines(source, entryOf(zip, "evidence/disclosures.jsonl"), LINE_LIMIT);
  let next = await lineOf(disclosures);
  const archive = archiveWalk(zip, (number) => warcInfo(bundleId, createdAt, tool, number));
  for await (const record of entryLines(source, entryOf(zip, "evidence/records.jsonl"), 1024 * 1024)) {
    const { id: captureId } = z.object({ id: OpaqueId }).parse(parseCanonical(record));
    const taken: string[] = [];
    for (; next?.record === captureId; next = await lineOf(disclosures)) taken.push(next.disclosure);
    const opened = await openPart(record, taken);
    if ("problem" in opened) throw new FaultError("not-a-bundle", opened.problem);
    const pictures = before.filter((entry) => entry.record === captureId);
    const places = new Map<string, () => Promise<Blob>>();
    for (const planned of await planRecords(captureId, opened.statement, createdAt, pictures)) {
      const at = await archive(recordLength(warcHead(planned), planned.bytes));
      if (planned.derived !== "replay") places.set(keyOf(planned), () => payload(source, { at, planned }));
    }
    const blob = async (key: string): Promise<Blob> => {
      const read = places.get(key);
      if (!read) throw new FaultError("not-found", key);
      return read();
    };
    yield {
      captureId,
      record,
      disclosures: taken,
      artefact: (name) => blob(`artefact/${name}`),
      derived: () =>
        Promise.all(
          pictures.map(
            async (entry): Promise<DerivedInput> => ({ entry, png: await blob(`derived/${entry.file}`) }),
          ),
        ),
    };
  }
}

/** Gives where in the bundle the next record begins, `length` bytes long. */
function archiveWalk(zip: Zip, infoOf: (number: number) => Promise<Uint8Array>) {
  let number = -1;
  let [dataAt, offset, first] = [0, 0, 0];
  const begin = async (): Promise<void> => {
    dataAt = entryOf(zip, archivePath(++number)).dataAt;
    offset = first = memberLength((await infoOf(number)).length);
  };
  return async (length: number): Promise<number> => {
    if (number < 0 || beginsFile(offset, first, length)) await begin();
    offset += length;
    return dataAt + offset - length;
  };
}

async function lineOf(lines: AsyncGenerator<Uint8Array>): Promise<z.infer<typeof Line> | null> {
  const line = await lines.next();
  return line.done ? null : Line.parse(parseCanonical(line.value));
}

/** An artefact may have any name, a derived picture's too. */
const keyOf = ({ payload: of }: PlannedRecord): string =>
  "artefact" in of ? `artefact/${of.artefact}` : "picture" in of ? `derived/${of.picture.file}` : "";

async function payload(
  source: BundleSource,
  { at, planned }: { at: number; planned: PlannedRecord },
): Promise<Blob> {
  const head = warcHead(planned);
  const size = head.length + planned.bytes + 4;
  const parts: BlobPart[] = [];
  let done = 0;
  for await (const chunk of memberBytes(readerOf(source, at, recordLength(head, planned.bytes)), size)) {
    if (chunk === null) throw new FaultError("not-a-bundle", planned.uri);
    parts.push(chunk.slice(Math.max(0, head.length - done), Math.max(0, head.length + planned.bytes - done)));
    done += chunk.length;
  }
  return new Blob(parts);
}
