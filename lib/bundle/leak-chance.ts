/**
 * Short needles that chance writes into a bundle. Of its hashes in hexadecimal some ten thousand places begin one of six
 * figures: once in a thousand bundles they are the witness's number, and such a capture could never leave (2026-11).
 */

/** Needles of fewer bytes are looked at closely: eight figures stand by chance in one of some hundred thousand bundles. */
export const CLOSELY = 8;

/** How many figures more than the needle may stand in one row: `%20`, `\u0020` and `id` before a number are such. */
const MORE = 4;

/** True where the needle of figures `0-9a-f` is part of a longer row of such: of a hash, a time, another number. */
export function isPartOfFigures(text: Uint8Array, at: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (!isFigure(text[at + index])) return false;
  let around = 0;
  for (let index = at - 1; around <= MORE && isFigure(text[index]); index--) around++;
  for (let index = at + length; around <= MORE && isFigure(text[index]); index++) around++;
  return around > MORE;
}

const isFigure = (byte = 0): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46);
