/** Files measured while something else reads them, so that they need not be read again (FORMAT §10.2). */
import { passingBytes, type ReadChunks } from "../bundle/wacz-read.ts";
import { runningMeasurer } from "../evidence/measure.ts";
import type { Check } from "./check.ts";

/** Reads as `passingBytes` does, and enters hash and checksum for the check of files; not of what is not read to its end. */
export const measuring = (check: Check): ReadChunks =>
  async function* (source, entry) {
    const measurer = runningMeasurer(check.makeHasher, check.makeChecksum);
    for await (const chunk of passingBytes(source, entry)) {
      await measurer.update(chunk);
      yield chunk;
    }
    check.measured.set(entry.path, await measurer.finish());
    check.once(entry.size);
  };
