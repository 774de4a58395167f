/** A Blob read front to back as one stream, into buffers that are used again: a third of what as many slices cost (2026-11). */
import type { Bytes } from "../evidence/bytes.ts";

/** Ranges one after the other, ever further on; one is read at a time. */
export interface Forward {
  /** Exactly `length` bytes from `offset` on, in the buffer of `into`, which is taken away; rejects where there are not that many. */
  read(offset: number, length: number, into: Bytes): Promise<Bytes>;
  close(): void;
}

/** A larger gap is jumped, not read. */
const GAP = 64 * 1024;
/** Held while they read: Chromium (156) collects a reader that nobody else holds, and what it promised never comes. */
const reading = new Set<ReadableStreamBYOBReader>();

/** Over a Blob; by slices where the browser's streams fill no buffers of ours. */
export function forwardOf(blob: Blob): Forward {
  let reader: ReadableStreamBYOBReader | null = null;
  let at = 0;
  const close = (): void => {
    if (!reader) return;
    reading.delete(reader);
    reader.cancel().catch(() => undefined); // failed before: told where it was read
    reader = null;
  };
  const begin = (offset: number): ReadableStreamBYOBReader | null => {
    close();
    try {
      reader = blob.slice(offset).stream().getReader({ mode: "byob" });
    } catch (error) {
      if (error instanceof TypeError) return null; // a stream without that mode
      throw error;
    }
    reading.add(reader);
    at = offset;
    return reader;
  };
  /** What comes next, at the start of the buffer. */
  const fill = async (
    from: ReadableStreamBYOBReader,
    length: number,
    buffer: ArrayBuffer,
  ): Promise<Bytes> => {
    let taken = buffer;
    for (let done = 0; done < length; ) {
      const { value } = await from.read(new Uint8Array(taken, done, length - done));
      if (!value?.length) throw new RangeError("read past the end");
      taken = value.buffer;
      done += value.length;
    }
    at += length;
    return new Uint8Array(taken, 0, length);
  };
  return {
    async read(offset, length, into) {
      const near = offset >= at && offset - at <= Math.min(GAP, into.length);
      try {
        const open = reader && near ? reader : begin(offset);
        if (!open) return await sliceInto(blob, offset, length, into);
        const { buffer } = offset > at ? await fill(open, offset - at, into.buffer) : into;
        return await fill(open, length, buffer);
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}

/** A range of a Blob, copied into a buffer: else a gigabyte of slices waits for the collector. */
export async function sliceInto<T extends Uint8Array>(
  blob: Blob,
  offset: number,
  length: number,
  into: T,
): Promise<T> {
  const buffer = await blob.slice(offset, offset + length).arrayBuffer();
  if (buffer.byteLength !== length) throw new RangeError("read past the end");
  into.set(new Uint8Array(buffer));
  buffer.transfer?.(0);
  return into.subarray(0, length) as T;
}
