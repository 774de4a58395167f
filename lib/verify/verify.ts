/** Verification of a bundle: all checks, in order, over hostile input (FORMAT §10). */
import { DATAPACKAGE } from "../bundle/datapackage.ts";
import type { BundleSource } from "../bundle/source.ts";
import { isPutOff, readZip, type Zip, type ZipEntry } from "../bundle/zip-read.ts";
import { type MakeChecksum, wasmChecksum } from "../evidence/checksum.ts";
import { type MakeHasher, wasmHasher } from "../evidence/digest.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { noteAddresses } from "./address.ts";
import { add, type Check } from "./check.ts";
import { checkEvidence } from "./evidence.ts";
import { isLarge, type MakeFeed } from "./feed.ts";
import { checkForeign } from "./foreign.ts";
import { gradesOf } from "./grades.ts";
import type { KnownKey } from "./known-keys.ts";
import { reportZip } from "./layout.ts";
import type { Report, Shown, Verdict } from "./report.ts";
import { WORDS } from "./words.ts";

export type { BundleSource } from "../bundle/source.ts";
export type { Report, Shown, ShownCapture, Verdict } from "./report.ts";

export interface VerifyOptions {
  /** RFC 3339 UTC: the clock of whoever verifies. */
  now: string;
  /** Bytes looked at, of those there are to look at (the archive is read once, the smaller files twice). */
  onProgress?(done: number, total: number): void;
  /** A faster SHA-256 than the default, where the runtime has one. */
  hasher?: MakeHasher;
  /** Reads or measures the archive in a thread of its own, where the runtime has such. */
  farFeed?: MakeFeed;
  /** A faster CRC-32 than the default, likewise. */
  checksum?: MakeChecksum;
  /** Keys that whoever verifies knows by name. */
  knownKeys?: readonly KnownKey[];
  /** Roots of time-stamp authorities to be trusted beside the pinned ones (PEM). Unreadable text adds none. */
  roots?: string;
}

const RANK: readonly Severity[] = ["unreadable", "flaw", "note", "good"];
const EMPTY: Zip = {
  files: new Map(),
  entries: [],
  end: { count: 0, directoryAt: 0, directorySize: 0 },
  problems: [],
  putOff: [],
};
/** The many: to ask for each one's local header by itself takes a page a tenth of the time of all the rest (2026-11). */
const inArchive = ({ path, method }: ZipEntry): boolean => path.startsWith("archive/") && method === 0;

/**
 * Verifies a bundle. Never throws: what cannot be read is a finding. Memory stays bounded whatever the file claims
 * (FORMAT §10.4).
 */
export async function verifyBundle(source: BundleSource, options: VerifyOptions): Promise<Report> {
  const hurried = await look(source, options, true);
  // no finding may rest on where data were only supposed to begin
  return hurried.stands ? hurried.report : (await look(source, options, false)).report;
}

/** `hurry`: the archive's local headers are read as the feed comes to them; `stands`: where all were, and as supposed. */
async function look(
  source: BundleSource,
  options: VerifyOptions,
  hurry: boolean,
): Promise<{ report: Report; stands: boolean }> {
  let done = 0;
  let total = 2 * source.size;
  const makeHasher = options.hasher ?? wasmHasher;
  const check: Check = {
    source,
    zip: EMPTY,
    makeHasher,
    farFeed: options.farFeed,
    fast: options.hasher !== undefined,
    makeChecksum: options.checksum ?? wasmChecksum,
    measured: new Map(),
    now: options.now,
    roots: options.roots,
    knownKeys: options.knownKeys ?? [],
    findings: [],
    tick(bytes) {
      done = Math.min(total, done + bytes);
      options.onProgress?.(done, total);
    },
    once(bytes) {
      total -= bytes;
    },
  };
  let shown: Shown | null = null;
  try {
    shown = await run(check, hurry);
    if (shown) noteAddresses(check, shown);
  } catch (error) {
    // a check has met what it was not written for; the bundle may be hostile, so it is not called readable
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    add(check, "source-failed", undefined, detail);
  }
  options.onProgress?.(total, total);
  const found = { verdict: verdictOf(check.findings), findings: sorted(check.findings), shown };
  const report = { ...found, grades: gradesOf(found, check.knownKeys) };
  return { report, stands: !check.zip.putOff.some(isPutOff) };
}

async function run(check: Check, hurry: boolean): Promise<Shown | null> {
  const zip = await directoryOf(check.source, hurry);
  if (!zip) {
    add(check, "not-a-zip");
    return null;
  }
  check.zip = zip;
  reportZip(check);
  if (!zip.files.has(DATAPACKAGE)) {
    add(check, "no-datapackage");
    return null;
  }
  return isOurs(zip) ? checkEvidence(check) : checkForeign(check);
}

async function directoryOf(source: BundleSource, hurry: boolean): Promise<Zip | null> {
  const zip = hurry && source.forward && isLarge(source) ? await readZip(source, inArchive) : null;
  return zip && isOurs(zip) ? zip : readZip(source); // another's archive is not fed
}

const isOurs = ({ entries }: Zip): boolean => entries.some(({ path }) => path.startsWith("evidence/"));

function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === "unreadable")) return "unreadable";
  return findings.some(({ severity }) => severity === "flaw") ? "flawed" : "intact";
}

/** Worst first; among equals in the order of the table, which follows the format. */
function sorted(findings: readonly Finding[]): Finding[] {
  const codes = Object.keys(WORDS);
  return [...findings].sort(
    (a, b) =>
      RANK.indexOf(a.severity) - RANK.indexOf(b.severity) || codes.indexOf(a.code) - codes.indexOf(b.code),
  );
}
