/** Asking a time-stamp authority (RFC 3161 §2.4.1). What it sees is one hash, a random number, and the address of who asks. */
import { Boolean as DerBoolean, Integer, Null, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import { type Bytes, toHex } from "./bytes.ts";
import { sha256Raw } from "./digest.ts";

const SHA256_OID = "2.16.840.1.101.3.4.2.1";

/** Media types of query and answer over HTTP (RFC 3161 §3.4). */
export const STAMP_QUERY_TYPE = "application/timestamp-query";
export const STAMP_REPLY_TYPE = "application/timestamp-reply";

export interface StampRequest {
  /** DER: the body of the POST. */
  der: Bytes;
  /** What the answer must repeat: 16 random bytes in lowercase hex, the first between 0x40 and 0x7f. */
  nonce: string;
}

/** A query for a stamp over `data`: its SHA-256, a fresh nonce, and the wish for the signer's certificate (certReq). */
export async function stampRequest(data: Uint8Array): Promise<StampRequest> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  // the top bits 01 make every nonce a positive DER INTEGER of 16 bytes: its length tells nothing
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const algorithm = new Sequence({ value: [new ObjectIdentifier({ value: SHA256_OID }), new Null()] });
  const digest = new OctetString({ valueHex: (await sha256Raw(data)).buffer });
  const query = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Sequence({ value: [algorithm, digest] }),
      new Integer({ valueHex: nonce.buffer }),
      new DerBoolean({ value: true }),
    ],
  });
  return { der: new Uint8Array(query.toBER()), nonce: toHex(nonce) };
}
