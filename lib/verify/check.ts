/** What every check works with: the source, the directory, and where findings go. */
import type { z } from "zod";
import type { BundleSource } from "../bundle/source.ts";
import { readEntry } from "../bundle/wacz-read.ts";
import type { Zip } from "../bundle/zip-read.ts";
import type { Bytes } from "../evidence/bytes.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import type { MakeChecksum } from "../evidence/checksum.ts";
import type { MakeHasher } from "../evidence/digest.ts";
import type { Measured } from "../evidence/measure.ts";
import type { Finding } from "../model/finding.ts";
import type { MakeFeed } from "./feed.ts";
import type { KnownKey } from "./known-keys.ts";
import { type FindingCode, WORDS } from "./words.ts";

/** No more findings of one kind than this: a hostile file must not fill the memory with them. */
const MOST_ALIKE = 20;

export interface Check {
  source: BundleSource;
  zip: Zip;
  makeHasher: MakeHasher;
  /** For the archive, where the runtime has a thread for it. */
  farFeed: MakeFeed | undefined;
  /** True where `makeHasher` is as fast as WebCrypto: then nothing need be gathered for that. */
  fast: boolean;
  makeChecksum: MakeChecksum;
  /** Files measured while they were compared, so that they need not be read again. */
  measured: Map<string, Measured>;
  now: string;
  /** PEM of roots of time-stamp authorities that are trusted beside the pinned ones. */
  roots?: string | undefined;
  knownKeys: readonly KnownKey[];
  findings: Finding[];
  /** Bytes looked at, for progress: of all, each is awaited twice. */
  tick(bytes: number): void;
  /** So many will be looked at only once. */
  once(bytes: number): void;
}

/** Enters a finding; the 21st of a kind and later are dropped. */
export function add(check: Check, code: FindingCode, file?: string, detail?: string): void {
  if (check.findings.filter((finding) => finding.code === code).length >= MOST_ALIKE) return;
  const { severity, clause } = WORDS[code];
  check.findings.push({
    code,
    severity,
    clause,
    ...(file ? { file: file.slice(0, 300) } : {}),
    ...(detail ? { detail: detail.slice(0, 1000) } : {}),
  });
}

/** How many flaws were found so far. */
export const flaws = (check: Check): number =>
  check.findings.filter((finding) => finding.severity === "flaw").length;

/** A small file whole; null, with a finding, where it is missing or does not unpack. */
export async function load(check: Check, path: string, limit: number): Promise<Bytes | null> {
  const entry = check.zip.files.get(path);
  if (!entry) {
    add(check, "part-missing", path);
    return null;
  }
  if (entry.size > limit) {
    add(check, "evidence-too-large", path);
    return null;
  }
  try {
    return await readEntry(check.source, entry, limit);
  } catch {
    add(check, "entry-unreadable", path); // readEntry has said what: the entry does not unpack
    return null;
  }
}

/** A canonical JSON file that fits its schema; null, with the finding `code`, where it does not. */
export async function loadJson<T>(
  check: Check,
  path: string,
  schema: z.ZodType<T>,
  code: FindingCode,
  limit = 1024 * 1024,
): Promise<{ bytes: Bytes; value: T } | null> {
  const bytes = await load(check, path, limit);
  if (!bytes) return null;
  const value = parseCanonical(bytes);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { bytes, value: parsed.data };
  const newer = typeof value === "object" && value !== null && "v" in value && value.v !== 1;
  if (newer) add(check, "newer-format", path);
  else add(check, code, path);
  return null;
}
