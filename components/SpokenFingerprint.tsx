/** A key's fingerprint to compare: twelve words to read out over the phone, and hex (FORMAT §7.7). */
import { fingerprintHex, fingerprintWords } from "../lib/verify/fingerprint.ts";

/** `what`: a sentence on what to do with it. */
export function SpokenFingerprint({ keyId, what }: { keyId: string; what: string }) {
  return (
    <>
      <p class="spoken-words" translate={false} lang="">
        {fingerprintWords(keyId)}
      </p>
      <p class="hash">
        <code>{fingerprintHex(keyId)}</code>
      </p>
      <p class="quiet">{what}</p>
    </>
  );
}
