/** The custody log: chain, tree, signed checkpoint, and that it names every record of the bundle (FORMAT §6). */
import type { Manifest } from "../bundle/manifest.ts";
import { entryLines } from "../bundle/wacz-read.ts";
import { fromUtf8 } from "../evidence/bytes.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import { parseCheckpoint, readNote } from "../evidence/checkpoint.ts";
import { CustodyEntry } from "../evidence/custody.ts";
import { NO_DIGEST } from "../evidence/digest.ts";
import type { KeysStatement } from "../evidence/keys.ts";
import { appendLeaf, leafHash, rootOf } from "../evidence/tree.ts";
import { add, type Check, flaws, load } from "./check.ts";
import type { SeenRecord } from "./records.ts";
import type { Shown } from "./report.ts";

const LOG = "custody/log.jsonl";
const CHECKPOINT = "custody/checkpoint.txt";
/** More entries than this are not read (FORMAT §10.4). */
const MOST_ENTRIES = 500_000;
/** After so many entries that are none, the rest is not read: hashing half a million of them takes a minute. */
const MOST_MALFORMED = 100;

/** Origin, size, root, nothing, signature, and what follows the last newline. */
export const NOTE_LINES = 6;
/** The log as it stood at some size. */
export interface LogMark {
  root: string;
  /** Records that were sealed by then. */
  records: number;
  /** The latest time that an entry up to then claims; null: none can be read. */
  latest: string | null;
}

interface Log {
  size: number;
  root: string;
  /** The log as it stood at the sizes asked for; none for a size it never had. */
  marks: Map<number, LogMark>;
  /** Leaf hashes of the records of the case, by their number. */
  captured: string[];
  shown: NonNullable<Shown["custody"]>;
}

/** Checks log and checkpoint against each other, the manifest and the records. `sizes`: of which earlier states are wanted. */
export async function checkCustody(
  check: Check,
  given: {
    manifest: Manifest | null;
    keys: KeysStatement | null;
    records: readonly SeenRecord[];
    sizes?: ReadonlySet<number>;
  },
): Promise<Pick<Log, "shown" | "marks"> | null> {
  const before = flaws(check);
  const log = await readLog(check, given.sizes ?? new Set());
  if (!log) return null;
  const { manifest, keys, records } = given;
  if (manifest && (manifest.custody.size !== log.size || manifest.custody.root !== log.root))
    add(check, "custody-root", LOG);
  for (const { id, seq, leaf, previous } of records) {
    if (log.captured[seq] !== leaf) add(check, "custody-records", LOG, id);
    if (previous !== (seq === 0 ? NO_DIGEST : log.captured[seq - 1])) add(check, "record-previous", LOG, id);
  }
  if (keys) await checkCheckpoint(check, log, keys, manifest);
  if (flaws(check) === before && manifest && keys) add(check, "custody-holds");
  return log;
}

async function readLog(check: Check, sizes: ReadonlySet<number>): Promise<Log | null> {
  const entry = check.zip.files.get(LOG);
  if (!entry) {
    add(check, "part-missing", LOG);
    return null;
  }
  const captured: string[] = [];
  const shown: Log["shown"] = { entries: 0, first: null, last: null };
  let last = NO_DIGEST;
  let peaks: string[] = [];
  let size = 0;
  let latest: string | null = null;
  let malformed = 0;
  const marks: Log["marks"] = new Map();
  try {
    for await (const line of entryLines(check.source, entry, 64 * 1024)) {
      const parsed = CustodyEntry.safeParse(parseCanonical(line));
      const leaf = await leafHash(line);
      if (size >= MOST_ENTRIES) {
        add(check, "evidence-too-large", LOG);
        return null;
      }
      if (!parsed.success) {
        add(check, "custody-malformed", LOG, `entry ${size}`);
        if (++malformed > MOST_MALFORMED) return null;
      } else {
        const { seq, prev, ts, type, commitment, detail } = parsed.data;
        if (seq !== size || prev !== last) add(check, "custody-chain", LOG, `entry ${size}`);
        if (shown.last !== null && ts < shown.last) add(check, "clock-back", LOG, `entry ${size}`);
        if (latest === null || ts > latest) latest = ts;
        shown.first ??= ts;
        shown.last = ts;
        if (type === "captured") {
          if (commitment === null || detail.record !== captured.length)
            add(check, "custody-records", LOG, `entry ${size}`);
          captured.push(commitment ?? NO_DIGEST);
        }
      }
      peaks = await appendLeaf(peaks, size++, leaf);
      last = leaf;
      if (sizes.has(size)) marks.set(size, { root: await rootOf(peaks), records: captured.length, latest });
    }
  } catch {
    add(check, "entry-unreadable", LOG);
    return null;
  }
  shown.entries = size;
  return { size, root: await rootOf(peaks), marks, captured, shown };
}

async function checkCheckpoint(
  check: Check,
  log: Log,
  keys: KeysStatement,
  manifest: Manifest | null,
): Promise<void> {
  const bytes = await load(check, CHECKPOINT, 64 * 1024);
  if (!bytes) return;
  const text = fromUtf8(bytes) ?? "";
  const note = await readNote(text, keys.vkey);
  const checkpoint = note && parseCheckpoint(note.text);
  // signed-note allows more signatures and lines; a bundle's checkpoint has one of each (FORMAT §6.6)
  if (!note || !checkpoint || text.split("\n").length !== NOTE_LINES)
    add(check, "checkpoint-malformed", CHECKPOINT);
  else if (!note.signed) add(check, "checkpoint-signature-wrong", CHECKPOINT);
  else if (
    checkpoint.size !== log.size ||
    checkpoint.root !== log.root ||
    (manifest && checkpoint.origin !== manifest.custody.origin)
  )
    add(check, "checkpoint-differs", CHECKPOINT);
}
