/**
 * The closed list of faults and the error that carries them. No schema here, so that the content script,
 * which must stay small, can throw and read faults; the schemas stand in `fault.ts`.
 */

export const FAULT_CODES = [
  // the page
  "not-supported-page", // neither Facebook nor YouTube, or a page no adapter reads
  "nothing-to-capture", // the page shows no post, notice or error screen
  "target-gone", // the post left the page before it could be read
  "not-visible", // the post has no box: nothing is painted that a picture could show
  "page-data-stale", // embedded data speaks of another id than the address
  "layout-unknown", // no rung of the selector ladder held
  "too-large", // over a stated limit
  // the picture
  "picture-refused", // the browser gives no painted pixels without a permission or gesture
  "picture-failed", // the browser tried and failed
  "picture-partial", // taller than the limit; the rest is not in the picture
  "tab-not-active", // the tab was not in front while the picture was taken
  "rerender-failed", // html2canvas threw
  // fetching what the page shows
  "fetch-refused", // outside the extension's permissions
  "fetch-failed", // network error
  "fetch-status", // the server answered another status than 200
  "sheet-unreadable", // a style sheet could not be read
  // scrubbing
  "viewer-found", // fetched bytes held a string that identifies the witness; they were left out
  "viewer-is-author", // the witness is the author: the identifiers were scrubbed all the same
  // store and seal
  "store-full", // quota or disk full
  "store-unavailable", // IndexedDB refused (private window, broken profile)
  "private-open", // a private window, and a vault without a passphrase: what is kept there could be read
  "store-newer", // written by a later version, which this one could only harm
  "seal-failed", // hashing, signing or the transaction failed
  "interrupted", // the browser or the worker stopped between two steps
  "not-found", // no capture, case or artefact of this id
  "case-gone", // the case was deleted while something was on its way into it
  "bad-request", // a message that does not fit its schema, or from a sender who may not send it
  // the vault
  "vault-locked", // what is kept cannot be read before the passphrase is given
  "wrong-passphrase", // the passphrase does not open it; or its header was altered, which nobody can tell apart
  "vault-damaged", // ciphertext or header altered, cut short or moved to another place
  "vault-taken", // a backup is restored into an empty vault only
  "backup-malformed", // no backup file, or one altered or cut short
  // rule packs
  "pack-malformed", // no pack file, or a pack outside its form and limits
  "pack-signature", // the signature is not by the key that the file names
  "pack-key-unknown", // signed by another issuer than the one the person confirmed
  // partners
  "profile-malformed", // no partner profile, or one outside its form and limits
  "profile-signature", // the signature is not by the key that the file names
  "profile-older", // issued before the one that is kept
  "profile-key-changed", // by another key, for which the kept one has not signed
  "profile-expired", // past its own date
  "profile-parts", // cut into several QR codes or messages, and not all are there
  "no-code", // no QR code can be read in the picture
  "recipient-refused", // no recipient, one twice, malformed, or post-quantum mixed with classic
  "identity-malformed", // no age identity
  "not-for-us", // encrypted to others
  "ciphertext-broken", // no age file, cut or altered
  "receipt-malformed", // no receipt
  "receipt-other-key", // by a key the partner has not named
  "receipt-signature", // its signature does not hold
  "receipt-other-file", // of another file
  "send-paused", // stopped by the person, or with the browser; the place is kept
  "send-refused", // the intake lets this sender or this size not in
  "send-gone", // the intake no longer knows the upload
  "send-busy", // the intake asks to wait
  "send-full", // the intake has no room left
  "send-broken", // the intake answers what no intake may answer
  "send-unreachable", // no answer at all
  "partner-gone", // the partner was removed meanwhile
  "no-intake", // the partner names no address to send to
  "parcel-gone", // the encrypted file that waited is not there, or not whole
  "already-there", // a file of this name exists, and nothing is written over
  "key-file", // a key file of another kind, or whose parts do not belong together
  // trusted time
  "stamp-unreachable", // the authority did not answer, or with an error
  "stamp-not-allowed", // the browser's permission for the authority's address is not there
  "stamp-refused", // the authority says that it grants no stamp
  "stamp-wrong", // the answer is no time stamp of what was asked, or not by whom it should be
  // export and read
  "export-failed",
  "leak-found", // what was to leave holds something that leads back to the witness
  "artefact-differs", // a file of a bundle is not there, or is not the one that was sealed
  "not-a-bundle", // not readable as a WACZ
  "unexpected", // a defect of ours; the detail says what is known
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** A fault as it travels: code plus what a developer needs (never page text, never an identifier). */
export interface Fault {
  code: FaultCode;
  detail?: string | undefined;
}

/** Thrown where a step cannot be done; caught where the step's outcome is written. */
export class FaultError extends Error {
  readonly code: FaultCode;
  readonly detail: string | undefined;
  constructor(code: FaultCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${code}: ${detail}` : code, options);
    this.name = "FaultError";
    this.code = code;
    this.detail = detail;
  }
}

/** By name, not only by class: two scripts in one page each carry the class, and their faults meet. */
const isFaultError = (error: unknown): error is FaultError =>
  error instanceof FaultError || (error instanceof Error && error.name === "FaultError" && "code" in error);

/** Any thrown thing as a fault; unknown errors become `unexpected` with their message. */
export function toFault(error: unknown, otherwise: FaultCode = "unexpected"): Fault {
  if (isFaultError(error)) return { code: error.code, ...(error.detail ? { detail: error.detail } : {}) };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: otherwise, detail: detail.slice(0, 500) };
}
