/** What is known of a parcel: what it holds, for whom, how far it is, and what came back. All of it sealed with its row. */
import type { Fault } from "../model/fault.ts";
import type { IdentifierKind } from "../model/witness.ts";

/** As `lib/extension/parcel-messages.ts` explains them. */
export type ParcelState =
  | "making"
  | "ready"
  | "sending"
  | "paused"
  | "sent"
  | "delivered"
  | "saved"
  | "failed";

export interface ParcelBody {
  state: ParcelState;
  how: "save" | "send";
  partnerId: string;
  bundleId: string;
  /** Numbers of its captures in the case. */
  seqs: number[];
  /** Digest of what was chosen for whom: two parcels of one choice have the same. */
  choice: string;
  fileName: string;
  /** RFC 3339 UTC. */
  startedAt: string;
  /** What the exporter is to be told, also after a death on the way; null once the ciphertext stands: it is never made anew. */
  order: unknown;
  /** Bytes it will have, about. */
  expected: number;
  /** Of the ciphertext; 0 and null until it stands. */
  bytes: number;
  sha256: string | null;
  /** Where the intake has its place: a secret. */
  uploadUrl: string | null;
  /** Bytes that the intake has, as far as was last noted. */
  sent: number;
  /** Tries since something got there. */
  attempts: number;
  /** Not before, RFC 3339 UTC; null: at any time. */
  notBefore: string | null;
  /** Bytes a second at most. */
  limit: number | null;
  /** Of the last try. */
  fault?: Fault;
  /** Of the fault `leak-found`. */
  leaks?: { captureId: string | null; path: string | null; kind: IdentifierKind }[];
  receipt?: KeptReceipt;
  /** What the entries `uploaded` and `receipt` of the log commit to (FORMAT §6.4). */
  disclosures: string[];
}

export interface KeptReceipt {
  /** The receipt, word for word. */
  text: string;
  receivedAt: string;
  /** By a desk that has opened it. */
  opened: boolean;
  /** Fingerprint of the key that signed it. */
  keyId: string;
}
