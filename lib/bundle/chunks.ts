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

/** Bytes of a chunk as it leaves the writer: each costs a hop of every stage it passes. */
const LENGTH = 1024 * 1024;

/** Gives two buffers by turns. New ones for each chunk would cost more than hashing it does (2026-11). */
export function turns(length = LENGTH): () => Promise<Uint8Array> {
  let [one, other] = [new Uint8Array(length), new Uint8Array(length)];
  return async () => {
    [one, other] = [other, one];
    return other;
  };
}

/** The same bytes in chunks as long as the buffers, the last one shorter. A chunk holds until the next but one is asked for. */
export async function* even(chunks: Chunks, next: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer = await next();
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
        buffer = await next();
        filled = 0;
      }
  if (filled > 0) yield buffer.subarray(0, filled);
}

/** Copies of a generator's chunks as a stream that asks for them only as fast as it is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) return controller.close();
      controller.enqueue(next.value.slice());
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
