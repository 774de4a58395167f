/**
 * A Blob read front to back as one stream into buffers that are used again: a third of the work of slices of a megabyte,
 * and of slices as large as a file the memory is not given back in time (2026-11).
 */
import type { Bytes } from "../evidence/bytes.ts";
import { letGo } from "../evidence/let-go.ts";

/** Ranges one after the other, ever further on; one is read at a time. */
export interface Forward {
  /** Exactly `length` bytes from `offset` on, into the start of `into`; rejects where there are not that many. */
  read(offset: number, length: number, into: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

/** A larger gap is jumped, not read. */
const GAP = 64 * 1024;
/** The stream's own buffer. It changes hands at each read, and the engine counts it anew: a large one calls the collector. */
const LENGTH = 512 * 1024;
/** Held while they read: Chromium (156) collects a reader that nobody else holds, and what it promised never comes. */
const reading = new Set<ReadableStreamBYOBReader>();

/** Over a Blob; by slices where the browser's streams fill no buffers of ours. */
export function forwardOf(blob: Blob): Forward {
  let reader: ReadableStreamBYOBReader | null = null;
  /** What was read and not asked for yet, and where in the Blob it begins. */
  let rest: Bytes = new Uint8Array(new ArrayBuffer(LENGTH), 0, 0);
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
    rest = new Uint8Array(new ArrayBuffer(LENGTH), 0, 0);
    at = offset;
    return reader;
  };
  const fill = async (from: ReadableStreamBYOBReader, offset: number, into: Uint8Array): Promise<void> => {
    for (let done = 0; done < into.length; ) {
      if (rest.length === 0) {
        const { value } = await from.read(new Uint8Array(rest.buffer));
        if (!value?.length) throw new RangeError("read past the end");
        rest = value;
      }
      const gap = Math.min(rest.length, offset + done - at);
      const piece = rest.subarray(gap, gap + into.length - done);
      into.set(piece, done);
      done += piece.length;
      rest = rest.subarray(gap + piece.length);
      at += gap + piece.length;
    }
  };
  return {
    async read(offset, length, into) {
      try {
        const near = reader && offset >= at && offset - at <= GAP;
        const open = near ? reader : begin(offset);
        if (!open) return await sliceInto(blob, offset, length, into);
        await fill(open, offset, into.subarray(0, length));
        return into.subarray(0, length);
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}

/** A range of a Blob, copied into a buffer: else a gigabyte of slices waits for the collector. */
export async function sliceInto(
  blob: Blob,
  offset: number,
  length: number,
  into: Uint8Array,
): Promise<Uint8Array> {
  const buffer = await blob.slice(offset, offset + length).arrayBuffer();
  if (buffer.byteLength !== length) throw new RangeError("read past the end");
  into.set(new Uint8Array(buffer));
  letGo(buffer);
  return into.subarray(0, length);
}
