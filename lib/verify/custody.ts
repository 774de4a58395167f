/** The custody log: chain, tree, signed checkpoint, and that it names every record of the bundle (FORMAT §6). */
import type { Manifest } from "../bundle/manifest.ts";
import { fromUtf8 } from "../evidence/bytes.ts";
import { parseCheckpoint, readNote } from "../evidence/checkpoint.ts";
import { NO_DIGEST } from "../evidence/digest.ts";
import type { KeysStatement } from "../evidence/keys.ts";
import { add, type Check, flaws, load } from "./check.ts";
import { LOG, type Log, readLog } from "./custody-log.ts";
import { readNotes } from "./notes.ts";
import type { SeenRecord } from "./records.ts";
import type { Shown } from "./report.ts";

const CHECKPOINT = "custody/checkpoint.txt";

/** Origin, size, root, nothing, signature, and what follows the last newline. */
export const NOTE_LINES = 6;

/** Checks log and checkpoint against each other, the manifest and the records. `sizes`: of which earlier states are wanted. */
export async function checkCustody(
  check: Check,
  given: {
    manifest: Manifest | null;
    keys: KeysStatement | null;
    records: readonly SeenRecord[];
    sizes?: ReadonlySet<number>;
  },
): Promise<Pick<Shown, "custody" | "notes"> & Pick<Log, "marks">> {
  const before = flaws(check);
  const notes = await readNotes(check);
  const log = await readLog(check, notes, given.sizes ?? new Set());
  if (!log) return { custody: null, notes: [], marks: new Map() };
  const { manifest, keys, records } = given;
  if (manifest && (manifest.custody.size !== log.size || manifest.custody.root !== log.root))
    add(check, "custody-root", LOG);
  for (const { id, seq, leaf, previous } of records) {
    if (log.captured[seq] !== leaf) add(check, "custody-records", LOG, id);
    if (log.deleted.has(seq)) add(check, "record-deleted", LOG, id);
    if (previous !== (seq === 0 ? NO_DIGEST : log.captured[seq - 1])) add(check, "record-previous", LOG, id);
  }
  if (manifest && !log.exported.has(manifest.bundleId)) add(check, "custody-export", LOG);
  if (keys) await checkCheckpoint(check, log, keys, manifest);
  if (flaws(check) === before && manifest && keys) add(check, "custody-holds");
  return { custody: log.shown, notes: notes.shown(), marks: log.marks };
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
