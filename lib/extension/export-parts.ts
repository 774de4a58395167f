/**
 * A large export is several files. What is on its way out lies in memory alone (`sink.ts`), and one file at a time; beyond
 * about 2 GB Chromium would begin to lay it on its own disk.
 */

/** Bytes of artefacts in one file. A page stands in a bundle twice, so a file has at most about twice as many. */
export const PART_AT_MOST = 512 * 1024 * 1024;

/** What is withheld of each is listed, and the list has a limit (FORMAT §10.4). */
const CAPTURES_AT_MOST = 50_000;

/** In order, as few parts as hold them; what is larger alone is a part of its own. */
export function inParts<T extends { bytes: number }>(cards: readonly T[], atMost = PART_AT_MOST): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const card of cards) {
    const last = parts.at(-1);
    const fits = last !== undefined && card.bytes <= room && last.length < CAPTURES_AT_MOST;
    if (fits) last.push(card);
    else parts.push([card]);
    room = (fits ? room : atMost) - card.bytes;
  }
  return parts;
}
