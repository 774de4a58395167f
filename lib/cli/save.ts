/** Writes what comes to an open file: one chunk is written while the next is made. */
import type { FileHandle } from "node:fs/promises";

/** Chunks of which each holds until the next but one is asked for. Rejects where the disk or the maker of the chunks fails. */
export async function save(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let writing = Promise.resolve();
  for await (const chunk of chunks) {
    await writing;
    writing = whole(file, chunk);
    writing.catch(() => undefined); // told where it is awaited
  }
  await writing;
}

/** A system may take less than it was given. */
async function whole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; )
    done += (await file.write(chunk, done, chunk.length - done)).bytesWritten;
}
