/** The custody log of a case: append-only, each entry naming the one before, all under one tree (FORMAT §6). */
import { z } from "zod";
import { Instant, Sha256 } from "../model/statement.ts";
import { type Bytes, toBase64Url } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import { NO_DIGEST } from "./digest.ts";
import { appendLeaf, leafHash } from "./tree.ts";

/** One line of the log. `commitment`: what the act was done to, never a plain hash of something that may be withheld. */
export const CustodyEntry = z.strictObject({
  v: z.literal(1),
  seq: z.int().nonnegative(),
  ts: Instant,
  /** 16 random bytes, base64url: without it, the leaf hash of a withheld entry could be guessed. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  type: z.string().regex(/^[a-z][a-z0-9.-]{0,39}$/),
  commitment: Sha256.nullable(),
  detail: z.record(z.string().max(40), z.union([z.string().max(1000), z.int()])),
  prev: Sha256,
});
export type CustodyEntry = z.infer<typeof CustodyEntry>;

/** Where the log stands. Kept beside it and written in the same transaction as each entry. */
export interface LogHead {
  /** Entries so far. */
  size: number;
  /** Leaf hash of the last entry; 64 zeros at the start. */
  last: string;
  /** Compact range of the tree, largest first. */
  peaks: string[];
  /** Records sealed so far in this case. */
  records: number;
  /** Leaf hash of the last record; 64 zeros at the start. */
  lastRecord: string;
  /** `ts` of the last entry; absent at the start. */
  lastAt?: string;
}

/** The head of a log without entries. */
export const emptyHead = (): LogHead => ({
  size: 0,
  last: NO_DIGEST,
  peaks: [],
  records: 0,
  lastRecord: NO_DIGEST,
});

/**
 * One more entry: its bytes (JCS, no newline) and the head after it. `ts`: RFC 3339 UTC with milliseconds.
 * Does not write anywhere: the caller stores both in one transaction. Throws FaultError `seal-failed`.
 */
export async function appendEntry(
  head: LogHead,
  entry: { ts: string; type: string; commitment: string | null; detail: object },
): Promise<{ bytes: Bytes; head: LogHead }> {
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const bytes = canonicalBytes({ v: 1, seq: head.size, nonce, prev: head.last, ...entry });
  const last = await leafHash(bytes);
  const peaks = await appendLeaf(head.peaks, head.size, last);
  return { bytes, head: { ...head, size: head.size + 1, last, peaks, lastAt: entry.ts } };
}
