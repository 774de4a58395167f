/** Whom a file may be encrypted to: age recipients that belong together. */

/** `age1pq1…`, `age1tagpq1…`: hybrid post-quantum; the rest is X25519 or hardware of its kind. */
const isPostQuantum = (recipient: string): boolean => /^age1(?:pq|tagpq)1/.test(recipient);

/**
 * Why these recipients are refused, or null. Post-quantum and classic ones are never mixed: whoever breaks the classic
 * one reads the file all the same (age.md: SHOULD NOT; the library would mix them without a word).
 */
export function refusedRecipients(recipients: readonly string[]): string | null {
  if (recipients.length === 0) return "no recipient";
  if (new Set(recipients).size !== recipients.length) return "a recipient twice";
  const hybrid = recipients.filter(isPostQuantum).length;
  return hybrid > 0 && hybrid < recipients.length ? "post-quantum and classic recipients mixed" : null;
}
