/** The custody log read line by line: chain, tree, and each act against its form and against the acts before it (FORMAT §6.1-6.5). */
import { entryLines } from "../bundle/wacz-read.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import { CustodyEntry } from "../evidence/custody.ts";
import { NO_DIGEST } from "../evidence/digest.ts";
import { appendLeaf, leafHash, rootOf } from "../evidence/tree.ts";
import { readAct } from "../model/act.ts";
import { type Acts, followAct, newActs } from "./acts.ts";
import { add, type Check } from "./check.ts";
import type { Notes } from "./notes.ts";
import type { Shown } from "./report.ts";

export const LOG = "custody/log.jsonl";
/** More entries than this are not read; so many of the last are shown one by one (FORMAT §10.4). */
const MOST_ENTRIES = 500_000;
const MOST_SHOWN = 500;
/** After so many entries that are none, the rest is not read: hashing half a million of them takes a minute. */
const MOST_MALFORMED = 100;

/** The log as it stood at some size. */
export interface LogMark {
  root: string;
  /** Records that were sealed by then. */
  records: number;
  /** The latest time that an entry up to then claims; null: none can be read. */
  latest: string | null;
}

export interface Log extends Acts {
  size: number;
  root: string;
  /** The log as it stood at the sizes asked for; none for a size it never had. */
  marks: Map<number, LogMark>;
  shown: NonNullable<Shown["custody"]>;
}

/**
 * Reads the log; `notes` are opened against the entries that commit to them; `sizes`: of which earlier states are wanted.
 * Null, with a finding, where it cannot be read.
 */
export async function readLog(check: Check, notes: Notes, sizes: ReadonlySet<number>): Promise<Log | null> {
  const file = check.zip.files.get(LOG);
  if (!file) {
    add(check, "part-missing", LOG);
    return null;
  }
  const acts = newActs();
  const shown: Log["shown"] = { entries: 0, first: null, last: null, history: [], earlier: 0 };
  let last = NO_DIGEST;
  let peaks: string[] = [];
  let size = 0;
  let latest: string | null = null;
  let malformed = 0;
  const marks: Log["marks"] = new Map();
  try {
    for await (const line of entryLines(check.source, file, 64 * 1024)) {
      if (size >= MOST_ENTRIES) {
        add(check, "evidence-too-large", LOG);
        return null;
      }
      const parsed = CustodyEntry.safeParse(parseCanonical(line));
      const leaf = await leafHash(line);
      if (!parsed.success) {
        add(check, "custody-malformed", LOG, `entry ${size}`);
        if (++malformed > MOST_MALFORMED) return null;
      } else {
        const entry = parsed.data;
        if (entry.seq !== size || entry.prev !== last) add(check, "custody-chain", LOG, `entry ${size}`);
        if (latest === null || entry.ts > latest) latest = entry.ts;
        followEntry(check, acts, shown, entry, notes);
      }
      peaks = await appendLeaf(peaks, size++, leaf);
      last = leaf;
      if (sizes.has(size))
        marks.set(size, { root: await rootOf(peaks), records: acts.captured.length, latest });
    }
  } catch {
    add(check, "entry-unreadable", LOG);
    return null;
  }
  shown.entries = size;
  trim(shown);
  notes.finish();
  return { ...acts, size, root: await rootOf(peaks), marks, shown };
}

function followEntry(check: Check, acts: Acts, shown: Log["shown"], entry: CustodyEntry, notes: Notes): void {
  const { seq, ts, type } = entry;
  const before = shown.last;
  shown.first ??= ts;
  shown.last = ts;
  const act = readAct(entry);
  if (act === null) add(check, "custody-detail", LOG, `entry ${seq}`);
  else if (act !== "unknown") {
    const problem = followAct(acts, { ...act, seq, ts }, before);
    if (problem) add(check, problem, LOG, `entry ${seq}`);
    if (act.type === "annotated") notes.meet(seq, act.commitment, act.detail.record, ts);
  }
  if (type === "clock-jump") add(check, "clock-jump", LOG, `entry ${seq}`);
  else if (before !== null && ts < before) add(check, "clock-back", LOG, `entry ${seq}`);
  // What a type unknown here tells is not shown: nobody vouches for its form.
  shown.history.push({ seq, ts, type, detail: act === null || act === "unknown" ? {} : act.detail });
  if (shown.history.length > 2 * MOST_SHOWN) trim(shown);
}

/** Only the last are kept: memory stays bounded, and the checkpoint covers the rest. */
function trim(shown: Log["shown"]): void {
  const over = Math.max(0, shown.history.length - MOST_SHOWN);
  shown.history.splice(0, over);
  shown.earlier += over;
}
