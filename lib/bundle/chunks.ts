/** Contents of files as chunks: what the writer of bundles passes on. */
import { utf8 } from "../evidence/bytes.ts";

/** Bytes in order, or several pieces at once; what a chunk shows holds until the next is asked for. */
export type Chunks = AsyncIterable<Uint8Array | readonly Uint8Array[]>;

/** Each part a chunk; text as UTF-8. */
export async function* pieces(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? utf8(part) : part;
}

const NEWLINE = utf8("\n");

/** Each part as a line. */
export async function* lines(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array[]> {
  yield parts.flatMap((part) => [part, NEWLINE]);
}

/** Bytes of a chunk that is put together: each costs a hop of every stage it passes. */
const LENGTH = 1024 * 1024;

/** Gives so many buffers by turns, made when they are first asked for. New ones for each chunk would cost more than hashing it does (2026-11). */
export function turns(
  count: number,
  make: (length: number) => Uint8Array,
  length = LENGTH,
): () => Uint8Array {
  const buffers: Uint8Array[] = [];
  return () => {
    const next = (buffers.length === count && buffers.shift()) || make(length);
    buffers.push(next);
    return next;
  };
}

/** The same bytes, copied into chunks as long as the buffers that `next` gives, the last one shorter. */
export async function* even(chunks: Chunks, next: () => Uint8Array): AsyncGenerator<Uint8Array> {
  let buffer = next();
  let filled = 0;
  for await (const chunk of chunks)
    for (const piece of chunk instanceof Uint8Array ? [chunk] : chunk)
      for (let at = 0; at < piece.length; ) {
        const part = piece.subarray(at, at + buffer.length - filled);
        buffer.set(part, filled);
        at += part.length;
        filled += part.length;
        if (filled < buffer.length) continue;
        yield buffer;
        buffer = next();
        filled = 0;
      }
  if (filled > 0) yield buffer.subarray(0, filled);
}

/** Chunks as a stream, put together anew, that asks for them only as fast as it is read. */
export function streamOf(chunks: Chunks): ReadableStream<Uint8Array> {
  const copies = even(chunks, () => new Uint8Array(LENGTH));
  return new ReadableStream({
    async pull(controller) {
      const next = await copies.next();
      if (next.done) return controller.close();
      controller.enqueue(next.value);
    },
    async cancel() {
      await copies.return(undefined);
    },
  });
}
