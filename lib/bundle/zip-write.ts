/** The bundle's zip as it is written: every field from zip-layout.ts, which the verifier rebuilds it from (FORMAT §2.3). */
import { joinChecksums } from "../evidence/checksum-join.ts";
import type { Summed } from "./summed.ts";
import { descriptor, directory, type Laid, localHeader } from "./zip-layout.ts";

/** A file to be written; its length and checksum are known only when it has passed. */
export interface ZipInput {
  path: string;
  chunks: AsyncIterable<Summed>;
}

/** The zip's bytes, as views. Holds a few words about each file that has passed. */
export async function* zipBytes(files: AsyncIterable<ZipInput>): AsyncGenerator<Uint8Array[]> {
  const laid: Laid[] = [];
  let offset = 0;
  /** What goes out with the next chunk. */
  let before: Uint8Array[] = [];
  for await (const { path, chunks } of files) {
    const head = localHeader(path);
    before.push(head);
    let [size, crc] = [0, 0];
    for await (const chunk of chunks) {
      crc = joinChecksums(crc, chunk.crc, chunk.length);
      size += chunk.length;
      yield [...before, ...chunk.pieces];
      before = [];
    }
    const tail = descriptor(crc, size);
    before.push(tail);
    laid.push({ path, crc, size, offset });
    offset += head.length + size + tail.length;
  }
  yield [...before, directory(laid, offset)];
}
