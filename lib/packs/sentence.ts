/** The sentences a pack may carry: slots far apart and few, for each becomes an open stretch of a regular expression. */

const SLOTS = 3;
/** Letters between two slots. */
const BETWEEN = 2;
/** Letters of the whole. */
const WORDS = 4;
const SLOT = /\{(?:authority|country|law)?\}/;

/** Null for a sentence that a pack may carry, else in a few words why not. */
export function refusedSentence(text: string): string | null {
  const words = text.split(SLOT);
  if (words.some((piece) => /[{}]/.test(piece))) return "unknown slot";
  if (words.length - 1 > SLOTS) return `more than ${SLOTS} slots`;
  if (words.slice(1, -1).some((piece) => letters(piece) < BETWEEN)) return "slots too close";
  if (words.reduce((sum, piece) => sum + letters(piece), 0) < WORDS) return "no words";
  return null;
}

const letters = (piece: string): number => piece.replace(/[^\p{L}\p{N}]/gu, "").length;
