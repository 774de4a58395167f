/** The bundle's zip as it is written: every field from zip-layout.ts, which the verifier rebuilds it from (FORMAT §2.3). */
import type { MakeChecksum } from "../evidence/checksum.ts";
import { descriptor, directory, type Laid, localHeader } from "./zip-layout.ts";

/** A file to be written; its length and checksum are known only when it has passed. */
export interface ZipInput {
  path: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** The zip's bytes. Holds one chunk, and a few words about each file that has passed. */
export async function* zipBytes(
  files: AsyncIterable<ZipInput>,
  makeChecksum: MakeChecksum,
): AsyncGenerator<Uint8Array> {
  const laid: Laid[] = [];
  let offset = 0;
  for await (const { path, chunks } of files) {
    const checksum = await makeChecksum();
    const head = localHeader(path);
    yield head;
    let size = 0;
    for await (const chunk of chunks) {
      checksum.update(chunk);
      size += chunk.length;
      yield chunk;
    }
    const crc = checksum.value();
    const tail = descriptor(crc, size);
    yield tail;
    laid.push({ path, crc, size, offset });
    offset += head.length + size + tail.length;
  }
  yield directory(laid, offset);
}
