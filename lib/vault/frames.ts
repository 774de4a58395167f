/** A backup's bytes: one frame after the other, each a row of JSON and byte arrays, then its Blobs as they are. */
import { fromUtf8, plain, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { decodeRow, encodeRow } from "./codec.ts";

const MAGIC = utf8("keepsake-backup-v1\n");
const LENGTH = 4;
/** A row without its Blobs. A longer one is a lie about its length. */
const ROW_AT_MOST = 256 * 1024 * 1024;
const CHUNK = 1024 * 1024;

export interface Frame {
  content: unknown;
  blobs: Blob[];
}

export const magic = (): Uint8Array => MAGIC.slice();

/** The bytes of one frame, a chunk at a time. */
export async function* writeFrame({ content, blobs }: Frame): AsyncGenerator<Uint8Array> {
  const sizes = blobs.map((blob) => blob.size);
  const { bytes } = encodeRow({ content, sizes }, () => false);
  const length = new Uint8Array(LENGTH);
  new DataView(length.buffer).setUint32(0, bytes.length);
  yield length;
  yield bytes;
  for (const blob of blobs)
    for (let at = 0; at < blob.size; at += CHUNK)
      yield new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
}

/** All frames of a file; `end`: where each ends. @throws FaultError `backup-malformed`. */
export async function* readFrames(file: Blob): AsyncGenerator<Frame & { start: number; end: number }> {
  const take = async (from: number, length: number): Promise<Uint8Array> => {
    if (from + length > file.size) throw malformed("cut short");
    return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
  };
  if (fromUtf8(await take(0, MAGIC.length)) !== fromUtf8(MAGIC)) throw malformed("no backup");
  for (let at = MAGIC.length; at < file.size; ) {
    const start = at;
    const length = new DataView(plain(await take(at, LENGTH)).buffer).getUint32(0);
    if (length > ROW_AT_MOST) throw malformed("length");
    const { content, sizes } = opened(await take(at + LENGTH, length));
    at += LENGTH + length;
    const blobs: Blob[] = [];
    for (const size of sizes) {
      if (!Number.isSafeInteger(size) || size < 0 || at + size > file.size) throw malformed("cut short");
      blobs.push(file.slice(at, at + size));
      at += size;
    }
    yield { content, blobs, start, end: at };
  }
}

function opened(bytes: Uint8Array): { content: unknown; sizes: number[] } {
  try {
    const row = decodeRow(bytes, []) as { content?: unknown; sizes?: unknown };
    if (Array.isArray(row.sizes)) return { content: row.content, sizes: row.sizes as number[] };
  } catch (cause) {
    throw new FaultError("backup-malformed", "frame", { cause });
  }
  throw malformed("frame");
}

const malformed = (what: string) => new FaultError("backup-malformed", what);
