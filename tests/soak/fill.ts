/** Fills a file system up. */
import { open } from "node:fs/promises";

/** Fills the disk to the last byte, then gives some back. */
export async function fill(path: string, left: number): Promise<void> {
  const file = await open(path, "w");
  let size = 0;
  for (let piece = 4 * 1024 * 1024; piece >= 4096; )
    try {
      size += (await file.write(Buffer.alloc(piece))).bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      piece /= 4;
    }
  await file.truncate(Math.max(0, size - left));
  await file.close();
}
