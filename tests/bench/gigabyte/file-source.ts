/** A file as the source of an artefact, opened anew for each reading: nobody says when he has done. */
import { open, stat } from "node:fs/promises";
import type { BundleSource } from "../../../lib/bundle/source.ts";

export async function fileSource(path: string): Promise<BundleSource> {
  const { size } = await stat(path);
  return {
    size,
    async read(offset, length, into) {
      const bytes = into?.subarray(0, length) ?? new Uint8Array(length);
      const file = await open(path);
      try {
        for (let done = 0; done < length; ) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
          if (bytesRead === 0) throw new RangeError("read past the end");
          done += bytesRead;
        }
      } finally {
        await file.close();
      }
      return bytes;
    },
  };
}
