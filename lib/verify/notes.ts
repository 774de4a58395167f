/** Notes that travel by choice: each must be what its entry of the log commits to (FORMAT §6.8). */
import { entryLines } from "../bundle/wacz-read.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import { commitmentOf } from "../evidence/disclose.ts";
import { NOTES, NoteLine, openNote } from "../evidence/note.ts";
import { add, type Check } from "./check.ts";
import type { Shown } from "./report.ts";

/** Longest line and most lines (FORMAT §10.4): 10,000 code units at four bytes, twice in base64. */
const LINE_LIMIT = 128 * 1024;
const MOST_NOTES = 10_000;
const MOST_SHOWN = 1000;

export interface Notes {
  /** An entry `annotated` of the log. */
  meet(entry: number, commitment: string | null, record: number, ts: string): void;
  /** The log has ended: what met no entry is foreign. */
  finish(): void;
  /** The notes whose entry commits to them, in the order of the log. */
  shown(): Shown["notes"];
}

/** Reads the notes, if the bundle has any, to be opened as the log is read. */
export async function readNotes(check: Check): Promise<Notes> {
  const waiting = new Map<number, { commitment: string; text: string }>();
  const shown: Shown["notes"] = [];
  const file = check.zip.files.get(NOTES);
  let count = 0;
  let last = -1;
  try {
    for await (const line of file ? entryLines(check.source, file, LINE_LIMIT) : []) {
      if (count++ >= MOST_NOTES) {
        add(check, "evidence-too-large", NOTES);
        break;
      }
      const parsed = NoteLine.safeParse(parseCanonical(line));
      const text = parsed.success ? openNote(parsed.data.disclosure) : null;
      if (!parsed.success || text === null || parsed.data.entry <= last) {
        add(check, "note-malformed", NOTES, `line ${count - 1}`);
        break;
      }
      last = parsed.data.entry;
      waiting.set(last, { commitment: await commitmentOf(parsed.data.disclosure), text });
    }
    if (file && count === 0) add(check, "note-malformed", NOTES);
  } catch {
    add(check, "entry-unreadable", NOTES);
  }
  return {
    meet(entry, commitment, record, ts) {
      const note = waiting.get(entry);
      if (!note || note.commitment !== commitment) return;
      waiting.delete(entry);
      if (shown.length < MOST_SHOWN) shown.push({ entry, record, writtenAt: ts, text: note.text });
    },
    finish() {
      for (const entry of waiting.keys()) add(check, "note-foreign", NOTES, `entry ${entry}`);
      if (shown.length > 0) add(check, "notes-included", NOTES, String(shown.length));
    },
    shown: () => shown,
  };
}
