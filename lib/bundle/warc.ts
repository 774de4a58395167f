/** WARC/1.1 records as bytes: each its own gzip member, `resource` only; a response is never made up (FORMAT §8). */
import { type Bytes, utf8 } from "../evidence/bytes.ts";
import { archiveName } from "./archive-files.ts";
import { gzipStored, memberLength } from "./gzip.ts";
import type { Gathering, Summed } from "./summed.ts";
import { type PlannedRecord, recordId } from "./warc-plan.ts";

export const END = utf8("\r\n\r\n");

/** Header of a record, up to and with the empty line. */
export function warcHead(record: PlannedRecord): Bytes {
  const lines = [
    "WARC/1.1",
    "WARC-Type: resource",
    `WARC-Record-ID: <${record.id}>`,
    `WARC-Date: ${record.date}`,
    `WARC-Target-URI: ${record.uri}`,
    `Content-Type: ${record.type}`,
    `WARC-Block-Digest: ${record.digest}`,
    `WARC-Payload-Digest: ${record.digest}`,
    ...(record.derived ? [`Keepsake-Derived: ${record.derived}`] : []),
    `Content-Length: ${record.bytes}`,
  ];
  return utf8(`${lines.join("\r\n")}\r\n\r\n`);
}

/** The `warcinfo` record that opens the archive's file of this number, whole. */
export async function warcInfo(
  bundleId: string,
  createdAt: string,
  software: string,
  number = 0,
): Promise<Bytes> {
  const fields = [
    `software: ${software}`,
    "format: WARC File Format 1.1",
    "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    `isPartOf: ${bundleId}`,
  ];
  const body = `${fields.join("\r\n")}\r\n`;
  const head = [
    "WARC/1.1",
    "WARC-Type: warcinfo",
    `WARC-Record-ID: <${await recordId(bundleId, number === 0 ? "warcinfo" : `warcinfo-${number}`)}>`,
    `WARC-Date: ${createdAt}`,
    `WARC-Filename: ${archiveName(number)}`,
    "Content-Type: application/warc-fields",
    `Content-Length: ${utf8(body).length}`,
  ];
  return utf8(`${head.join("\r\n")}\r\n\r\n${body}\r\n\r\n`);
}

/** Bytes the record takes in the file. */
export const recordLength = (head: Uint8Array, payload: number): number =>
  memberLength(head.length + payload + END.length);

/** One record as a gzip member, its payload `bytes` long. */
export const writeRecord = (
  head: Uint8Array,
  payload: AsyncIterable<Uint8Array>,
  bytes: number,
  out: Gathering,
): AsyncGenerator<Summed> => gzipStored(chain(head, payload, END), head.length + bytes + END.length, out);

/** Bytes that are a whole record already, as a gzip member. */
export const writeWhole = (record: Uint8Array, out: Gathering): AsyncGenerator<Summed> =>
  gzipStored(chain(record), record.length, out);

async function* chain(...parts: (Uint8Array | AsyncIterable<Uint8Array>)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) yield part;
    else yield* part;
  }
}
