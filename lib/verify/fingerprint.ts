/**
 * Fingerprints for people: hex in groups, and twelve words to read out over the phone (FORMAT §7.7). The syllables are
 * of our own choosing: each sounds apart from the others in Vietnamese (north and south) and in English, and none needs
 * a tone or a final consonant. Left out: n (merges with l), d, gi, r, x, tr, j, y, z (merge with others), e (two sounds).
 */

const INITIALS = ["b", "ch", "k", "l", "m", "s", "t", "v"] as const;
const VOWELS = ["a", "i", "o", "u"] as const;
/** Syllable number n is initial n div 4, vowel n mod 4: 32 syllables, 5 bits each. */
const SYLLABLES: readonly string[] = INITIALS.flatMap((initial) => VOWELS.map((vowel) => initial + vowel));

/** Words of a fingerprint, of two syllables (10 bits) each. */
const WORDS = 12;
/** The hex digits that the words stand for: the first 120 bits. */
export const START_DIGITS = 30;

/** All 64 hex digits of `sha256:…`, in groups of four. */
export const fingerprintHex = (keyId: string): string => (keyId.slice(7).match(/.{1,4}/g) ?? []).join(" ");

/** The first 120 bits of `sha256:…` as twelve words. */
export function fingerprintWords(keyId: string): string {
  let left = BigInt(`0x${keyId.slice(7, 7 + START_DIGITS)}`);
  const syllables: string[] = [];
  for (let n = 0; n < 2 * WORDS; n++) {
    syllables.unshift(SYLLABLES[Number(left & 31n)] ?? "");
    left >>= 5n;
  }
  return Array.from({ length: WORDS }, (_, n) => `${syllables[2 * n]}${syllables[2 * n + 1]}`).join(" ");
}

/** The 30 hex digits that twelve words stand for; null where it is not exactly twelve such words. Case and punctuation do not count. */
export function fingerprintStart(words: string): string | null {
  const found = words.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (found.length !== WORDS) return null;
  let bits = 0n;
  for (const word of found) {
    const parts = /^((?:ch|[bklmstv])[aiou])((?:ch|[bklmstv])[aiou])$/.exec(word);
    if (!parts) return null;
    for (const syllable of parts.slice(1)) bits = (bits << 5n) | BigInt(SYLLABLES.indexOf(syllable));
  }
  return bits.toString(16).padStart(START_DIGITS, "0");
}
