/** Where a bundle is read from: a Blob in the extension, a file handle in Node. Always ranges, never the whole file. */
import { type Bytes, plain } from "../evidence/bytes.ts";
import { type Forward, forwardOf, sliceInto } from "./forward.ts";

export interface BundleSource {
  /** Bytes in all. */
  size: number;
  /** Exactly `length` bytes from `offset`; rejects where the source has not that many. `into`: a buffer that may be used for them. */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Where much is read in order, and that is cheaper than by ranges. To be closed. */
  forward?(): Forward;
}

/** Largest piece asked of a source at once. */
const CHUNK = 1024 * 1024;

/** A Blob as a source. */
export function blobSource(blob: Blob): BundleSource & Required<Pick<BundleSource, "forward">> {
  return {
    size: blob.size,
    read: async (offset, length, into) => {
      if (into) return sliceInto(blob, offset, length, into);
      const buffer = await blob.slice(offset, offset + length).arrayBuffer();
      if (buffer.byteLength !== length) throw new RangeError("read past the end");
      return new Uint8Array(buffer);
    },
    forward: () => forwardOf(blob),
  };
}

const oneBuffer = (): (() => Uint8Array) => {
  const buffer = new Uint8Array(CHUNK);
  return () => buffer;
};

/** All of a source in chunks of at most 1 MiB; each holds until `next` gives its buffer again, else until the next is asked for. */
export async function* readInto(source: BundleSource, next = oneBuffer()): AsyncGenerator<Uint8Array> {
  const forward = source.forward?.();
  try {
    for (let at = 0; at < source.size; at += CHUNK)
      yield await (forward ?? source).read(at, Math.min(CHUNK, source.size - at), next());
  } finally {
    forward?.close();
  }
}

/** A range of a source in chunks of at most 1 MiB. `passing`: each holds only until the next is asked for, and none is left to the collector. */
export async function* readRange(
  source: BundleSource,
  offset: number,
  length: number,
  passing = false,
): AsyncGenerator<Bytes> {
  const room = passing ? new Uint8Array(Math.min(CHUNK, length)) : undefined;
  for (let at = offset; at < offset + length; at += CHUNK)
    yield plain(await source.read(at, Math.min(CHUNK, offset + length - at), room));
}
