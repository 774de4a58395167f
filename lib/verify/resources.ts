/** Every file against the list: present, listed, of the listed length and hash, and of the checksum that the zip states (FORMAT §2.4). */
import { DATAPACKAGE, DIGEST_FILE } from "../bundle/datapackage.ts";
import { passingBytes } from "../bundle/wacz-read.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import type { MakeHasher } from "../evidence/digest.ts";
import { gathering } from "../evidence/gather.ts";
import { type Measured, runningMeasurer } from "../evidence/measure.ts";
import { add, type Check, flaws } from "./check.ts";

/** A listed file, whatever the form of the list. `hash` null: none that can be checked. */
export interface Listed {
  path: string;
  hash: string | null;
  bytes: number | null;
}

/** Checks all files of the zip against the list; true where all hold. */
export async function checkResources(check: Check, listed: readonly Listed[]): Promise<boolean> {
  const before = flaws(check);
  const expected = new Map(listed.map((resource) => [resource.path, resource]));
  if (expected.size !== listed.length) add(check, "datapackage-malformed", DATAPACKAGE);
  for (const path of expected.keys()) if (!check.zip.files.has(path)) add(check, "resource-missing", path);
  const makeHasher = check.fast ? check.makeHasher : gathering(check.makeHasher);
  for (const [path, entry] of check.zip.files) {
    const found = check.measured.get(path) ?? (await measure(check, entry, makeHasher));
    if (!found) continue;
    if (found.crc !== entry.crc) add(check, "zip-checksum", path);
    if (path === DATAPACKAGE || path === DIGEST_FILE) continue;
    const resource = expected.get(path);
    if (!resource) add(check, "resource-added", path);
    else if (resource.hash === null) add(check, "foreign-hash-kind", path);
    else if (resource.hash !== found.hash || (resource.bytes ?? entry.size) !== entry.size)
      add(check, "resource-changed", path);
  }
  const whole = flaws(check) === before;
  if (whole) add(check, "resources-hold");
  return whole;
}

async function measure(check: Check, entry: ZipEntry, makeHasher: MakeHasher): Promise<Measured | null> {
  const measurer = runningMeasurer(makeHasher, check.makeChecksum);
  try {
    for await (const chunk of passingBytes(check.source, entry)) {
      await measurer.update(chunk);
      check.tick(chunk.length);
    }
  } catch {
    add(check, "entry-unreadable", entry.path);
    return null;
  }
  return measurer.finish();
}
