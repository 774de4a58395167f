/** What a verified bundle holds, read on demand by ranges: one capture, one artefact. Nothing is handed out unchecked. */
import { memberLength } from "../bundle/gzip.ts";
import type { BundleSource } from "../bundle/source.ts";
import { entryLines } from "../bundle/wacz-read.ts";
import { readZip, type ZipEntry } from "../bundle/zip-read.ts";
import type { StatementPart } from "../evidence/assemble.ts";
import { fromUtf8 } from "../evidence/bytes.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import { type Opened, openPart } from "../evidence/open.ts";
import { FaultError } from "../model/fault-error.ts";
import { readPayload } from "./payload.ts";

export type { StatementPart } from "../evidence/assemble.ts";

/** A file of a capture, or a picture made in place of one. */
export type Kept = Pick<StatementPart["artefacts"][number], "bytes" | "sha256" | "mediaType">;

export interface Content {
  /** What is disclosed of a record, its disclosures checked against it; null where it is not there or does not open. */
  capture(id: string): Promise<Opened | null>;
  /** The bytes of an artefact, their hash checked. Throws FaultError `artefact-differs`. */
  artefact(artefact: Kept): Promise<Blob>;
}

/** Line lengths as FORMAT §10.4 has them. */
const LINE_LIMIT = 16 * 1024 * 1024;
const MOST_RECORDS = 200_000;

/** By path. */
type Files = Map<string, ZipEntry>;

/** Where the lines of a record stand. */
interface Place {
  record: Uint8Array | null;
  from: number;
  to: number;
}

/** Where the index says that bytes stand; `path`: the archive's file. */
interface Member {
  path: string;
  offset: number;
  length: number;
}

/** The content of a bundle, of which nothing is read before it is asked for. Rejects where the source fails. */
export function contentOf(source: BundleSource): Content {
  let opened: Promise<Files> | null = null;
  let places: Promise<Map<string, Place>> | null = null;
  let members: Promise<Map<string, Member>> | null = null;
  const open = (): Promise<Files> => {
    opened ??= readZip(source).then((zip) => zip?.files ?? new Map());
    return opened;
  };
  return {
    async capture(id) {
      const files = await open();
      places ??= placesOf(source, files);
      const place = (await places).get(id);
      const entry = files.get("evidence/disclosures.jsonl");
      if (!place?.record || !entry) return null;
      const disclosures: string[] = [];
      for await (const line of slice(source, entry, place.from, place.to)) {
        const value = parseCanonical(line);
        if (typeof value !== "object" || value === null || !("disclosure" in value)) return null;
        disclosures.push(String(value.disclosure));
      }
      const opened = await openPart(place.record, disclosures);
      return "problem" in opened ? null : opened;
    },
    async artefact(artefact) {
      const files = await open();
      members ??= membersOf(source, files);
      const member = (await members).get(artefact.sha256);
      const entry = files.get(member?.path ?? "");
      if (!member || entry?.method !== 0 || member.offset + member.length > entry.size)
        throw new FaultError("artefact-differs");
      return readPayload(source, { ...member, offset: entry.dataAt + member.offset }, artefact);
    },
  };
}

/** Lines `from`…`to` (bytes) of a stored entry. */
const slice = (source: BundleSource, entry: ZipEntry, from: number, to: number) =>
  entryLines(
    source,
    { ...entry, dataAt: entry.dataAt + from, packed: to - from, size: to - from },
    LINE_LIMIT,
  );

/** Where each record's lines are: one pass over both files, holding the records only. */
async function placesOf(source: BundleSource, files: Files): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const records = files.get("evidence/records.jsonl");
  const disclosures = files.get("evidence/disclosures.jsonl");
  if (records?.method !== 0 || disclosures?.method !== 0) return places;
  for await (const line of entryLines(source, records, 1024 * 1024)) {
    const id = /"id":"([0-9a-f]{32})"/.exec(fromUtf8(line) ?? "")?.[1];
    if (id && places.size < MOST_RECORDS && !places.has(id)) places.set(id, { record: line, from: 0, to: 0 });
  }
  let at = 0;
  for await (const line of entryLines(source, disclosures, LINE_LIMIT)) {
    // canonical: `disclosure` comes before `record`, which ends the line
    const id = /"record":"([0-9a-f]{32})"\}$/.exec(fromUtf8(line.subarray(-60)) ?? "")?.[1];
    const place = id && places.get(id);
    if (place) {
      if (place.to === 0) place.from = at;
      place.to = at + line.length + 1;
    }
    at += line.length + 1;
  }
  return places;
}

/** Where the index says that bytes of a hash stand in the archive. It is only a hint: the bytes are checked. */
async function membersOf(source: BundleSource, files: Files): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  const entry = files.get("indexes/index.cdx");
  if (!entry) return members;
  for await (const line of entryLines(source, entry, 1024 * 1024)) {
    const text = fromUtf8(line) ?? "";
    const field = (name: string): string => new RegExp(`"${name}":"([^"]*)"`).exec(text)?.[1] ?? "";
    const [offset, length] = [Number(field("offset")), Number(field("length"))];
    if (members.size < MOST_RECORDS && Number.isSafeInteger(offset) && length > memberLength(0))
      members.set(field("digest"), { path: `archive/${field("filename")}`, offset, length });
  }
  return members;
}
