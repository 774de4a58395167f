/** Time stamps: who vouches for a time, for what, and which captures it covers (FORMAT §12). */
import {
  checkpointFile,
  orderStamps,
  STAMP_CHAIN,
  STAMP_INDEX,
  type StampEntry,
  StampIndex,
} from "../bundle/stamps.ts";
import { fromUtf8 } from "../evidence/bytes.ts";
import { parseCheckpoint, readNote } from "../evidence/checkpoint.ts";
import type { KeysStatement } from "../evidence/keys.ts";
import { readPem, toPem, trustedRoots } from "../evidence/stamp-roots.ts";
import { MOST_BYTES } from "../evidence/stamp-token.ts";
import { type StampVerdict, verifyStamp } from "../evidence/stamp-verify.ts";
import { add, type Check, flaws, load, loadJson } from "./check.ts";
import { NOTE_LINES } from "./custody.ts";
import type { LogMark } from "./custody-log.ts";
import type { Shown, ShownStamp } from "./report.ts";
import { boundTimes, type Covering, compareClaims } from "./stamp-times.ts";

const SIGNATURE = "evidence/manifest.sig.json";
const NOTE_LIMIT = 64 * 1024;

/** What the other checks have found that stamps rest on. */
export interface Stamped {
  /** When the manifest says it was made; null where its signature does not hold. */
  createdAt: string | null;
  keys: KeysStatement | null;
  /** States of the custody log, by its size then. */
  marks: ReadonlyMap<number, LogMark>;
  /** PEM of roots beside the pinned ones. */
  roots?: string | undefined;
}

/** The list of stamps; null where there is none or it is malformed. To be read before the log, whose states it asks for. */
export async function readStampIndex(check: Check): Promise<readonly StampEntry[] | null> {
  const under = check.zip.entries.map(({ path }) => path).filter((path) => path.startsWith("timestamps/"));
  if (under.length === 0) return null;
  const index = await loadJson(check, STAMP_INDEX, StampIndex, "stamp-index");
  if (!index) return null;
  const { stamps } = index.value;
  if (filesOf(stamps, under.includes(STAMP_CHAIN)).join("\n") !== under.join("\n"))
    add(check, "stamp-files", STAMP_INDEX);
  return stamps;
}

/** The files that a list names, in their order; a list in another order than its own names none that fit. */
function filesOf(stamps: readonly StampEntry[], chain: boolean): string[] {
  const ordered = orderStamps(
    stamps.map((one) => ({ one, size: one.size, granted: one.status === "granted" })),
  );
  const fits = ordered.every(
    ({ stamp, file }, index) => stamp.one === stamps[index] && stamp.one.file === file,
  );
  const granted = stamps.filter(({ status }) => status === "granted");
  const sizes = new Set(granted.flatMap(({ size }) => size ?? []));
  return [
    STAMP_INDEX,
    ...granted.map(({ file }) => file ?? ""),
    ...[...sizes].map(checkpointFile),
    ...(chain && granted.length > 0 ? [STAMP_CHAIN] : []),
    ...(fits ? [] : ["another order"]),
  ];
}

/** Judges every stamp, enters what it covers, and says how far the times of the bundle are bounded. */
export async function checkStamps(
  check: Check,
  stamps: readonly StampEntry[] | null,
  stamped: Stamped,
  shown: Shown,
): Promise<void> {
  const helpers = await readChain(check);
  const roots = stamps ? trustedRoots(stamped.roots) : [];
  const covering: Covering[] = [];
  for (const entry of stamps ?? []) {
    const { file, subject, size } = entry;
    const line: ShownStamp = {
      file,
      subject,
      size,
      genTime: null,
      accuracyMs: null,
      authority: null,
      trusted: false,
    };
    shown.stamps.push(line);
    if (entry.status === "pending") {
      add(check, "stamp-pending", undefined, size === null ? subject : `${subject} ${size}`);
      continue;
    }
    const data = await subjectOf(check, entry, stamped);
    const token = await load(check, entry.file, MOST_BYTES);
    if (!data || !token) continue;
    const verdict = await verifyStamp(token, { data: data.bytes, nonce: entry.nonce, roots, helpers });
    for (const problem of verdict.problems) add(check, problem, entry.file, wordsOf(verdict));
    line.genTime = verdict.genTime;
    line.accuracyMs = verdict.accuracyMs;
    line.authority = verdict.authority;
    line.trusted = verdict.problems.length === 0;
    if (!line.trusted || verdict.genTime === null) continue;
    add(check, "stamp-holds", entry.file, wordsOf(verdict));
    if (data.covers) covering.push({ file: entry.file, at: verdict.genTime, verdict, ...data.covers });
  }
  compareClaims(check, covering, shown);
  boundTimes(check, flaws(check) === 0 ? covering : [], shown);
}

/** Whom before when: `Authority (Root), 2026-11-20T08:00:00.000Z ± 1 s`. */
function wordsOf({ authority, root, genTime, accuracyMs }: StampVerdict): string | undefined {
  if (genTime === null) return undefined;
  const whose = root === null || root === authority ? (authority ?? "?") : `${authority} (${root})`;
  return `${whose}, ${genTime}${accuracyMs === null ? "" : ` ± ${accuracyMs / 1000} s`}`;
}

async function readChain(check: Check) {
  if (!check.zip.files.has(STAMP_CHAIN)) return [];
  const bytes = await load(check, STAMP_CHAIN, 1024 * 1024);
  const text = bytes && fromUtf8(bytes);
  const certificates = text ? readPem(text) : null;
  if (!certificates || toPem(certificates) !== text) add(check, "stamp-files", STAMP_CHAIN);
  return certificates ?? [];
}

/** The stamped bytes, and what of the bundle they cover; covers null where they are not what they should be. */
async function subjectOf(
  check: Check,
  { subject, size }: StampEntry,
  { createdAt, keys, marks }: Stamped,
): Promise<{ bytes: Uint8Array; covers: Pick<Covering, "records" | "claimed"> | null } | null> {
  if (subject === "manifest") {
    const bytes = await load(check, SIGNATURE, 1024 * 1024);
    return bytes && { bytes, covers: createdAt === null ? null : { records: Infinity, claimed: createdAt } };
  }
  const path = checkpointFile(size);
  const bytes = await load(check, path, NOTE_LIMIT);
  if (!bytes) return null;
  const text = fromUtf8(bytes) ?? "";
  const note = keys && (await readNote(text, keys.vkey));
  const checkpoint = note?.signed ? parseCheckpoint(note.text) : null;
  const mark = marks.get(size);
  const holds =
    mark !== undefined &&
    text.split("\n").length === NOTE_LINES &&
    checkpoint?.size === size &&
    checkpoint.root === mark.root &&
    keys?.vkey.startsWith(`${checkpoint.origin}+`);
  if (!holds) add(check, "stamp-checkpoint", path);
  return { bytes, covers: holds ? { records: mark.records, claimed: mark.latest } : null };
}
