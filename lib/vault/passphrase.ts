/** How long passphrases are. Argon2id makes guesses slow, not few: length does that. */

/** Shorter ones are refused. In characters after NFKC. */
export const PASSPHRASE_LEAST = 12;
/** From here on a phrase that is no quotation holds against guessing for years. */
export const PASSPHRASE_STRONG = 24;
