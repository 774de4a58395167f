/** A file on disk as the source of a bundle. */
import { open } from "node:fs/promises";
import type { BundleSource } from "../bundle/source.ts";

export type OpenedFile = { source: BundleSource; close(): Promise<void> };

/** Opens a file for reading by ranges; says in one word why not, where it cannot. */
export async function openFile(
  path: string,
): Promise<OpenedFile | { problem: "missing" | "folder" | "refused" }> {
  try {
    const handle = await open(path, "r");
    const stat = await handle.stat();
    if (!stat.isFile()) {
      await handle.close();
      return { problem: "folder" };
    }
    return {
      source: {
        size: stat.size,
        read: async (offset, length, into) => {
          const bytes = into?.subarray(0, length) ?? new Uint8Array(length);
          let done = 0;
          while (done < length) {
            const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
            if (bytesRead === 0) throw new RangeError("read past the end");
            done += bytesRead;
          }
          return bytes;
        },
      },
      close: () => handle.close(),
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR") return { problem: "missing" };
    return { problem: code === "EISDIR" ? "folder" : "refused" };
  }
}
