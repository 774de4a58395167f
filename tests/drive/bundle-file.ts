/** Opens an exported bundle with the product's own readers: its captures, and the bytes of their artefacts. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { WARCParser } from "warcio";
import { blobSource } from "../../lib/bundle/source.ts";
import { entryBytes, entryLines } from "../../lib/bundle/wacz-read.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import type { StatementPart } from "../../lib/evidence/assemble.ts";
import { openPart } from "../../lib/evidence/open.ts";

export interface OpenedCapture {
  id: string;
  seq: number;
  statement: StatementPart;
}

export interface OpenedBundle {
  captures: OpenedCapture[];
  /** Path inside the bundle → content. */
  files: Map<string, Buffer>;
  /** WARC records: where they stand and what they hold, unpacked. */
  records: { uri: string; type: string; payload: Buffer }[];
  /** Bytes of an artefact by its `sha256:…`. */
  artefact(sha256: string): Buffer | undefined;
}

const LINE_LIMIT = 50_000_000;

/** @throws Error where the file is not a bundle of captures: a test or tool cannot go on without it */
export async function openBundle(path: string): Promise<OpenedBundle> {
  const source = blobSource(new Blob([await readFile(path)]));
  const zip = await readZip(source);
  if (!zip) throw new Error(`${path} is not a zip`);
  const files = new Map<string, Buffer>();
  for (const [name, entry] of zip.files) files.set(name, Buffer.concat(await all(entryBytes(source, entry))));
  const lines = async (name: string): Promise<Uint8Array[]> => {
    const entry = zip.files.get(name);
    return entry ? all(entryLines(source, entry, LINE_LIMIT)) : [];
  };

  const disclosures = new Map<string, string[]>();
  for (const line of await lines("evidence/disclosures.jsonl")) {
    const { record, disclosure } = JSON.parse(Buffer.from(line).toString()) as {
      record: string;
      disclosure: string;
    };
    disclosures.set(record, [...(disclosures.get(record) ?? []), disclosure]);
  }
  const captures: OpenedCapture[] = [];
  for (const line of await lines("evidence/records.jsonl")) {
    const { id } = JSON.parse(Buffer.from(line).toString()) as { id: string };
    const opened = await openPart(line, disclosures.get(id) ?? []);
    if ("problem" in opened) throw new Error(`${path}: ${opened.problem}`);
    captures.push({ id, seq: opened.record.seq, statement: opened.statement });
  }

  const records = await warcRecords(files.get("archive/data.warc.gz") ?? Buffer.alloc(0));
  const byHash = new Map(records.map((record) => [hashOf(record.payload), record.payload]));
  return { captures, files, records, artefact: (sha256) => byHash.get(sha256) };
}

const hashOf = (bytes: Buffer): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

async function warcRecords(archive: Buffer): Promise<OpenedBundle["records"]> {
  const records: OpenedBundle["records"] = [];
  async function* once() {
    yield new Uint8Array(archive);
  }
  for await (const record of WARCParser.iterRecords(once())) {
    const payload = Buffer.from(await record.readFully(false));
    if (record.warcType !== "resource") continue;
    records.push({ uri: record.warcTargetURI ?? "", type: record.warcContentType ?? "", payload });
  }
  return records;
}

/** `Array.fromAsync` is not in Node 20. */
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
