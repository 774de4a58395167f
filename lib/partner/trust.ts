/** What a new profile file means beside the one that is kept: a pure decision, put to the person where it is theirs. */
import type { OpenedProfile } from "./profile.ts";

/**
 * `new`: compare the fingerprint before first use. `same`, `newer`: by the same key. `rotated`: another key, for which
 * the kept one has signed. `key-changed`: another key, for which nothing vouches: only the person may say yes.
 * `older`: by the same key, issued before the kept one: refused, for a thief can replay what was withdrawn.
 */
export type Standing = "new" | "same" | "newer" | "older" | "rotated" | "key-changed";

export function standingOf(kept: OpenedProfile | null, next: OpenedProfile): Standing {
  if (!kept) return "new";
  const before = kept.profile.issuedAt;
  const after = next.profile.issuedAt;
  if (next.keyId !== kept.keyId) {
    if (next.previous !== kept.keyId) return "key-changed";
    return after > before ? "rotated" : "older";
  }
  return after === before ? "same" : after > before ? "newer" : "older";
}

/** True from `validUntil` on: nothing is encrypted to an expired profile. `now`: RFC 3339 UTC with milliseconds. */
export const isExpired = ({ profile }: OpenedProfile, now: string): boolean => now >= profile.validUntil;
