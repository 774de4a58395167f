/** What the person writes beside a capture. The log gets a salted commitment to it; the words stay here unless they are exported by choice. */
import { commitmentOf, disclosureOf } from "../evidence/disclose.ts";
import { NOTE_AT_MOST, NOTE_PATH } from "../evidence/note.ts";
import { FaultError } from "../model/fault.ts";
import { database, type NoteRow } from "./database.ts";
import { enterAct } from "./log.ts";
import { storing } from "./storing.ts";

export interface KeptNote {
  text: string;
  /** RFC 3339 UTC. */
  writtenAt: string;
}

/** The note at a capture; null where there is none. */
export async function readNote(captureId: string): Promise<KeptNote | null> {
  const row = await storing(() => noteOf(captureId));
  return row ? { text: row.body.text, writtenAt: row.body.writtenAt } : null;
}

/**
 * Writes the note of a capture. Of the one before only its entry stays in the log. Text of nothing takes the note away.
 * @throws FaultError `not-found` where the capture is gone, `bad-request` where the text is too long.
 */
export async function writeNote(captureId: string, written: string): Promise<void> {
  const text = written.toWellFormed().trim();
  if (text.length > NOTE_AT_MOST) throw new FaultError("bad-request", "note");
  if (text === "") return removeNote(captureId);
  const capture = await storing(() => database.captures.get(captureId));
  if (!capture) throw new FaultError("not-found");
  const { caseId, seq: record } = capture;
  const disclosure = disclosureOf({ path: NOTE_PATH, value: text });
  const commitment = await commitmentOf(disclosure);
  let before: NoteRow | undefined;
  await enterAct(
    caseId,
    async () => {
      // Read under the writer's lock: two notes written at once follow each other.
      before = await noteOf(captureId);
      const detail = { record, ...(before ? { replaces: before.seq } : {}) };
      return { type: "annotated", commitment, detail };
    },
    async (head) => {
      if (!(await database.captures.get(captureId))) throw new FaultError("not-found");
      if (before) await database.notes.delete([caseId, before.seq]);
      const body = { text, disclosure, writtenAt: head.lastAt ?? "" };
      await database.notes.add({ caseId, seq: head.size - 1, captureId, body });
    },
  );
}

/** Takes the note of a capture away; the log keeps that there was one. Nothing to take is fine. */
async function removeNote(captureId: string): Promise<void> {
  const row = await storing(() => noteOf(captureId));
  if (!row) return;
  const { caseId, seq } = row;
  const commitment = await commitmentOf(row.body.disclosure);
  try {
    await enterAct(caseId, { type: "deleted", commitment, detail: { note: seq } }, async () => {
      if (!(await database.notes.get([caseId, seq]))) throw new FaultError("not-found");
      await database.notes.delete([caseId, seq]);
    });
  } catch (error) {
    if (!(error instanceof FaultError && error.code === "not-found")) throw error;
  }
}

/** The notes of these captures as a bundle carries them: number of the entry, and the disclosure; in the order of the log. */
export async function disclosedNotes(
  captureIds: readonly string[],
): Promise<{ entry: number; disclosure: string }[]> {
  return (await notesOf(captureIds))
    .map(({ seq, body }) => ({ entry: seq, disclosure: body.disclosure }))
    .sort((a, b) => a.entry - b.entry);
}

/** How many of these captures have a note. */
export async function countNotes(captureIds: readonly string[]): Promise<number> {
  return (await notesOf(captureIds)).length;
}

const noteOf = (captureId: string): PromiseLike<NoteRow | undefined> =>
  database.notes.where("captureId").equals(captureId).last();

/** Notes are few, and ids enciphered on the disk have no order to walk along. */
async function notesOf(captureIds: readonly string[]): Promise<NoteRow[]> {
  const wanted = new Set(captureIds);
  return (await storing(() => database.notes.toArray())).filter((row) => wanted.has(row.captureId));
}
