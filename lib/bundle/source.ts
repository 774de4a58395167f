/** Where a bundle is read from: a Blob in the extension, a file handle in Node. Always ranges, never the whole file. */
import { type Bytes, plain } from "../evidence/bytes.ts";

export interface BundleSource {
  /** Bytes in all. */
  size: number;
  /** Exactly `length` bytes from `offset`; rejects where the source has not that many. `into`: a buffer that may be used for them. */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
}

/** Largest piece asked of a source at once. */
const CHUNK = 1024 * 1024;

/** A Blob as a source. */
export function blobSource(blob: Blob): BundleSource {
  return {
    size: blob.size,
    read: async (offset, length, into) => {
      const buffer = await blob.slice(offset, offset + length).arrayBuffer();
      if (buffer.byteLength !== length) throw new RangeError("read past the end");
      if (!into) return new Uint8Array(buffer);
      into.set(new Uint8Array(buffer));
      buffer.transfer?.(0); // else a gigabyte of slices waits for the collector
      return into.subarray(0, length);
    },
  };
}

/** All of a source in chunks of at most 1 MiB. A chunk holds until the next is asked for. */
export async function* readInto(source: BundleSource): AsyncGenerator<Uint8Array> {
  const into = new Uint8Array(CHUNK);
  for (let at = 0; at < source.size; at += CHUNK)
    yield await source.read(at, Math.min(CHUNK, source.size - at), into);
}

/** A range of a source in chunks of at most 1 MiB. */
export async function* readRange(
  source: BundleSource,
  offset: number,
  length: number,
): AsyncGenerator<Bytes> {
  for (let at = offset; at < offset + length; at += CHUNK)
    yield plain(await source.read(at, Math.min(CHUNK, offset + length - at)));
}
