/** Contents of files as chunks: what the writer of bundles passes on. */
import { concat, utf8 } from "../evidence/bytes.ts";

export type Chunks = AsyncIterable<Uint8Array>;

/** Each part a chunk; text as UTF-8. */
export async function* pieces(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? utf8(part) : part;
}

const NEWLINE = utf8("\n");

/** Each part as a line. */
export async function* lines(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield part;
    yield NEWLINE;
  }
}

/** Chunks of this length and more pass as they are. */
const LARGE = 256 * 1024;

/** The same bytes in fewer chunks: small ones are put together, for each chunk costs a hop of every stage it passes. */
export async function* fewer(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (length > 0 && length + chunk.length > LARGE) {
      yield concat(...held);
      held = [];
      length = 0;
    }
    if (chunk.length >= LARGE) yield chunk;
    else {
      held.push(chunk);
      length += chunk.length;
    }
  }
  if (length > 0) yield concat(...held);
}

/** A generator's chunks as a stream that asks for them only as fast as it is read. `passed` is told the length of each. */
export function streamOf(
  chunks: AsyncGenerator<Uint8Array>,
  passed: (length: number) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) return controller.close();
      passed(next.value.length);
      controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
