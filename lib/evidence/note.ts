/** Notes of the person at a capture: a leaf of its own, committed to in the custody log (FORMAT §6.8). */
import { z } from "zod";
import { openDisclosure } from "./disclose.ts";

export const NOTES = "custody/notes.jsonl";
/** The path of a note's disclosure. */
export const NOTE_PATH = "note";
/** UTF-16 code units. */
export const NOTE_AT_MOST = 10_000;

/** One line of custody/notes.jsonl: the number of its entry `annotated`, and the disclosure that the entry commits to. */
export const NoteLine = z.strictObject({ entry: z.int().nonnegative(), disclosure: z.string() });
export type NoteLine = z.infer<typeof NoteLine>;

/** The words of a note's disclosure; null where it is none. */
export function openNote(disclosure: string): string | null {
  const leaf = openDisclosure(disclosure);
  if (leaf?.path !== NOTE_PATH || typeof leaf.value !== "string") return null;
  return leaf.value !== "" && leaf.value.length <= NOTE_AT_MOST ? leaf.value : null;
}
