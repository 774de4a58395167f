/** Contents of files as chunks: what the writer of bundles passes on. */
import { utf8 } from "../evidence/bytes.ts";

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
