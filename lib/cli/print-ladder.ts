/** The ladder of grades and the key's fingerprint, for a terminal. */
import { plainText } from "../verify/display.ts";
import { fingerprintHex, fingerprintWords } from "../verify/fingerprint.ts";
import { type Grade, gradeSentence } from "../verify/grades.ts";
import type { Meeting } from "../verify/together.ts";
import type { Language } from "../verify/words.ts";
import { RUNGS } from "../verify/words-grades.ts";
import { heading, INDENT, type Style, wrap } from "./style.ts";
import type { CliWords } from "./words.ts";

const MARKS = { holds: ["✓", 32], fails: ["✗", 31], unknown: ["?", 33] } as const;

/** All rungs, from the first to the last. */
export function printLadder(
  grades: readonly Grade[],
  words: CliWords,
  style: Style,
  language: Language,
): void {
  heading(words.ladder, style);
  for (const grade of grades) {
    const [mark, colour] = MARKS[grade.state];
    const name = style.paint(1, RUNGS[grade.rung][language].padEnd(20));
    const clause = style.paint(2, `§${grade.clause}`);
    console.log(`${INDENT}${style.paint(colour, mark)} ${name} ${words[grade.state]} ${clause}`);
    for (const line of wrap(plainText(gradeSentence(grade, language)), style.width - 4))
      console.log(`${INDENT}  ${line}`);
  }
}

/** The fingerprint as it is compared by phone (FORMAT §7.7). */
export function printFingerprint(keyId: string, words: CliWords, style: Style): void {
  heading(words.fingerprint, style);
  const groups = fingerprintHex(keyId).split(" ");
  for (let at = 0; at < groups.length; at += 8) console.log(`${INDENT}${groups.slice(at, at + 8).join(" ")}`);
  const spoken = fingerprintWords(keyId).split(" ");
  console.log("");
  for (let at = 0; at < spoken.length; at += 6) console.log(`${INDENT}${spoken.slice(at, at + 6).join(" ")}`);
  console.log(`${INDENT}${style.paint(2, words.spoken)}`);
}

/** What several bundles show of the same things. */
export function printMeetings(
  meetings: readonly Meeting[],
  files: readonly string[],
  words: CliWords,
  style: Style,
): void {
  heading(words.together, style);
  if (meetings.length === 0) console.log(`${INDENT}${words.noMeetings}`);
  for (const { subject, captures } of meetings) {
    console.log(`${INDENT}${style.paint(1, plainText(subject))}`);
    for (const { bundle, signer, name } of captures)
      console.log(`${INDENT}  ${plainText([files[bundle], name ?? words.unknownKey, signer].join(" · "))}`);
  }
  for (const line of wrap(words.meetingsMean, style.width - 2))
    console.log(`${INDENT}${style.paint(2, line)}`);
}
