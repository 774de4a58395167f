/**
 * A file as the source of an artefact, opened anew for each reading: nobody says when he has done. By plain calls, as zip
 * reads: four ways to the thread pool and back for each file cost as much as hashing it.
 */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { BundleSource } from "../../../lib/bundle/source.ts";

export const fileSource = (path: string): BundleSource => ({
  size: statSync(path).size,
  async read(offset, length, into) {
    const bytes = into?.subarray(0, length) ?? new Uint8Array(length);
    const file = openSync(path, "r");
    try {
      for (let done = 0; done < length; ) {
        const got = readSync(file, bytes, done, length - done, offset + done);
        if (got === 0) throw new RangeError("read past the end");
        done += got;
      }
    } finally {
      closeSync(file);
    }
    return bytes;
  },
});
