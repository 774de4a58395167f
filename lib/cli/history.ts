/** What a custody log tells, and the notes that were put in, as rows for a terminal. */
import type { Shown } from "../verify/report.ts";
import type { Language } from "../verify/words.ts";
import { actSentence } from "../verify/words-acts.ts";
import type { CliWords } from "./words.ts";

type Row = (label: string, value: string | null) => void;

/** The last acts, oldest first; then notes as the witness's words. */
export function printHistory(shown: Shown, words: CliWords, language: Language, row: Row): void {
  const { custody, notes } = shown;
  if (custody && custody.earlier > 0) row(words.history, `${custody.earlier} ${words.earlier}`);
  for (const act of custody?.history ?? []) row(words.history, `${act.ts}  ${actSentence(act, language)}`);
  for (const { record, writtenAt, text } of notes)
    row(words.witnessNote, `${words.capture} ${record + 1} · ${writtenAt} · ${text}`);
}
