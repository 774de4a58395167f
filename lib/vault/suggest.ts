/**
 * A passphrase to be remembered by saying it: syllables that Vietnamese speakers can read and any keyboard can type. Each is
 * one of 256, chosen by the system's random source: eight are 64 bits, at half a second a guess out of reach.
 */
const FIRST = ["b", "ch", "d", "g", "h", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v"];
const REST = ["a", "ai", "am", "an", "ang", "ao", "at", "ay", "en", "eo", "im", "in", "on", "oi", "um", "ut"];
const SYLLABLES = 8;

/** Eight syllables: `ban thao min …`. */
export function suggestPassphrase(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SYLLABLES));
  const syllables = [...bytes].map((byte) => `${FIRST[byte >> 4]}${REST[byte & 15]}`);
  return syllables.join(" ");
}
