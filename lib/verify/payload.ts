/** The payload of one WARC record, taken out of its gzip member and checked before it is handed on (FORMAT §8.2-8.4). */
import { BLOCK, memberLength } from "../bundle/gzip.ts";
import { memberBytes, readerOf } from "../bundle/member.ts";
import type { BundleSource } from "../bundle/source.ts";
import { concat, plain } from "../evidence/bytes.ts";
import { wasmHasher } from "../evidence/digest.ts";
import { FaultError } from "../model/fault-error.ts";

/** Larger ones are verified, but not shown. */
const MOST_SHOWN = 256 * 1024 * 1024;
const HEAD_LIMIT = 64 * 1024;

/** Bytes inside a gzip member of stored blocks that is `length` bytes long. */
function sizeInside(length: number): number {
  const blocks = Math.max(1, Math.ceil((length - memberLength(0) + 5) / (BLOCK + 5)));
  return length - memberLength(0) + 5 - 5 * blocks;
}

/**
 * The payload of the record in the member at `offset` of the source, as a Blob of the stated type.
 * Throws FaultError `artefact-differs` unless it has the stated length and SHA-256; `too-large` above 256 MB.
 */
export async function readPayload(
  source: BundleSource,
  member: { offset: number; length: number },
  stated: { bytes: number; sha256: string; mediaType: string },
): Promise<Blob> {
  if (stated.bytes > MOST_SHOWN) throw new FaultError("too-large");
  const hasher = await wasmHasher();
  const parts: Blob[] = [];
  let head = new Uint8Array();
  let left = -1;
  const reader = readerOf(source, member.offset, member.length);
  for await (const chunk of memberBytes(reader, sizeInside(member.length))) {
    if (chunk === null) throw new FaultError("artefact-differs");
    let body = chunk;
    if (left < 0) {
      head = concat(head, chunk);
      const end = endOfHead(head);
      if (end < 0 && head.length > HEAD_LIMIT) throw new FaultError("artefact-differs");
      if (end < 0) continue;
      body = head.slice(end);
      left = stated.bytes;
    }
    const piece = body.subarray(0, left);
    await hasher.update(piece);
    parts.push(new Blob([plain(piece)]));
    left -= piece.length;
  }
  if (left !== 0 || (await hasher.digest()) !== stated.sha256) throw new FaultError("artefact-differs");
  return new Blob(parts, { type: stated.mediaType });
}

/** Where the empty line after the header lines ends; -1 where there is none yet. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = 3; at < bytes.length; at++)
    if (bytes[at] === 10 && bytes[at - 1] === 13 && bytes[at - 2] === 10 && bytes[at - 3] === 13)
      return at + 1;
  return -1;
}
