/** All checks of a bundle of ours, in the order of FORMAT §10.2. */

import { nativeMeasurer, runningMeasurer } from "../evidence/measure.ts";
import { openArchive } from "./archive.ts";
import { archiveEntries, withLeads } from "./archive-files.ts";
import { add, type Check } from "./check.ts";
import { checkCustody } from "./custody.ts";
import { type Feed, feedOf, isLarge } from "./feed.ts";
import { nameOf } from "./known-keys.ts";
import { checkLayout } from "./layout.ts";
import { checkKeys, checkManifest } from "./manifest.ts";
import { checkPackage } from "./package.ts";
import { checkPadding } from "./padding.ts";
import { checkRecords } from "./records.ts";
import { followRedaction, packagerOf, readRedaction } from "./redaction.ts";
import type { Shown } from "./report.ts";
import { checkResources } from "./resources.ts";
import { newShown, show } from "./shown.ts";
import { checkStamps, readStampIndex } from "./stamps.ts";

/** A clock may be this far ahead before it is mentioned. */
const TOLERANCE = 24 * 3600 * 1000;

/** Checks a bundle that holds evidence; gives what it shows. */
export async function checkEvidence(check: Check): Promise<Shown> {
  const feeding = beginFeed(check); // its thread starts while the small files are read
  try {
    return await checkWith(check, feeding);
  } finally {
    (await feeding).close();
  }
}

/** Of the archive's files. */
async function beginFeed(check: Check): Promise<Feed> {
  const { source, farFeed, makeHasher, makeChecksum, fast } = check;
  const entries = archiveEntries(check.zip);
  check.once(entries.reduce((sum, { size }) => sum + size, 0));
  const files = withLeads(entries);
  const near = () =>
    feedOf(source, files, (fast ? runningMeasurer : nativeMeasurer)(makeHasher, makeChecksum));
  return farFeed && isLarge(source) ? farFeed(source, files).catch(near) : near();
}

async function checkWith(check: Check, feeding: Promise<Feed>): Promise<Shown> {
  const shown = newShown("evidence");
  const { datapackage, publicKey } = await checkPackage(check);
  const said = await readRedaction(check);
  const packager = packagerOf(said);
  const device = await checkKeys(check, publicKey, packager);
  const signed = await checkManifest(check, device, datapackage, packager);
  const manifest = signed?.manifest ?? null;
  const redaction = followRedaction(check, said, {
    manifest,
    keys: device?.keys ?? null,
    createdAt: datapackage?.created ?? null,
  });
  const names = {
    bundleId: manifest?.bundleId ?? "",
    createdAt: manifest?.createdAt ?? "",
    tool: manifest?.tool ?? "",
  };
  const archive = await openArchive(check, names, await feeding);
  let records: Awaited<ReturnType<typeof checkRecords>>;
  try {
    records = await checkRecords(check, manifest, {
      async read(opened) {
        if (!opened) {
          redaction.lose();
          return archive.lose();
        }
        show(shown, opened);
        await archive.follow(opened, await redaction.follow(opened));
      },
      end: archive.settle,
    });
    if (!records) redaction.lose();
    if (records) await archive.finish(datapackage);
    else archive.lose();
  } finally {
    await archive.close();
  }
  // after the archive, with which local headers may have been read
  if (check.zip.problems.length === 0) await checkLayout(check);
  await checkPadding(check);
  // after the archive: it was measured while it was compared, and is not read a second time
  if (datapackage) await checkResources(check, datapackage.resources);
  shown.redaction = await redaction.finish();
  const keys = device?.keys ?? null;
  const stamps = await readStampIndex(check);
  const sizes = new Set(stamps?.flatMap(({ size }) => size ?? []));
  const custody = await checkCustody(check, { manifest, keys, records: records ?? [], sizes });
  shown.custody = custody.custody;
  shown.notes = custody.notes;
  shown.title = datapackage?.title ?? null;
  shown.software = datapackage?.software ?? null;
  shown.createdAt = manifest?.createdAt ?? null;
  shown.signer = signed?.signed ? signed.manifest.keyId : null;
  if (shown.withheld > 0) add(check, "withheld", undefined, String(shown.withheld));
  if (manifest && Date.parse(manifest.createdAt) > Date.parse(check.now) + TOLERANCE)
    add(check, "clock-ahead", undefined, manifest.createdAt);
  const createdAt = signed?.signed ? signed.manifest.createdAt : null;
  const { marks } = custody;
  await checkStamps(check, stamps, { createdAt, keys, marks, roots: check.roots }, shown);
  const name = shown.signer && nameOf(shown.signer, check.knownKeys);
  if (shown.signer !== null)
    add(
      check,
      name ? "key-known" : "key-unknown",
      undefined,
      name ? `${shown.signer} · ${name}` : shown.signer,
    );
  add(check, "origin-not-proven");
  return shown;
}
