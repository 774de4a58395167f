/** docs/padding: nothing but zeros, and as many as there must be, so that nothing is hidden in them (FORMAT §2.7). */
import { digitsOf, PADDING, paddingFor } from "../bundle/padding.ts";
import { passingBytes } from "../bundle/wacz-read.ts";
import { runningMeasurer } from "../evidence/measure.ts";
import { add, type Check } from "./check.ts";

/** Checks the padding, where there is any; it is measured on the way. */
export async function checkPadding(check: Check): Promise<void> {
  const entry = check.zip.files.get(PADDING);
  if (!entry) return;
  const rest = check.source.size - entry.size - digitsOf(entry.size);
  if (entry.method !== 0 || entry.size !== paddingFor(rest)) return add(check, "padding-wrong", PADDING);
  const measurer = runningMeasurer(check.makeHasher, check.makeChecksum);
  let bits = 0;
  try {
    for await (const chunk of passingBytes(check.source, entry)) {
      for (let at = 0; at < chunk.length; at++) bits |= chunk[at] ?? 0;
      await measurer.update(chunk);
      check.tick(chunk.length);
    }
  } catch {
    return; // the check of all files meets the same, and says so
  }
  check.measured.set(PADDING, await measurer.finish());
  if (bits !== 0) add(check, "padding-wrong", PADDING);
}
