/**
 * Receipts: the partner's signed word that a file arrived. An intake sees ciphertext only; the desk, having opened it,
 * can add the checkpoint it found inside. Without a receipt that holds, nothing is called delivered.
 */
import { z } from "zod";
import { fromBase64, toBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalBytes, canonicalText, parseCanonical } from "../evidence/canonical.ts";
import { sha256 } from "../evidence/digest.ts";
import { inContext, verifyEd25519 } from "../evidence/sign.ts";
import { FaultError } from "../model/fault.ts";
import { PublicKey } from "../model/partner.ts";
import { Instant, Sha256 } from "../model/statement.ts";

const CONTEXT = "keepsake-receipt-v1";
/** Bytes of a receipt file. */
export const RECEIPT_AT_MOST = 10_000;

const Said = z.strictObject({
  v: z.literal(1),
  type: z.literal("receipt"),
  /** Digest and length of the file as it arrived: the ciphertext. */
  ciphertext: Sha256,
  bytes: z.int().positive(),
  /** The receiver's clock. */
  receivedAt: Instant,
  /** The signed checkpoint found inside, by a desk that has opened the file; null from an intake, which cannot. */
  checkpoint: z.string().max(1000).nullable(),
  publicKey: PublicKey,
});
export const Receipt = Said.extend({ signature: z.string().length(88) });
export type Receipt = z.infer<typeof Receipt>;

/** The text of a receipt (JCS). `sign`: Ed25519 by the key of `said.publicKey`, over the receipt without its signature. */
export async function writeReceipt(
  said: z.infer<typeof Said>,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const signature = toBase64(await sign(inContext(CONTEXT, canonicalBytes(Said.parse(said)))));
  return canonicalText({ ...said, signature });
}

/**
 * A receipt for exactly this file by one of these keys.
 * @throws FaultError `receipt-malformed`, `receipt-other-key`, `receipt-signature`, `receipt-other-file`.
 */
export async function readReceipt(
  text: string,
  sent: { ciphertext: string; bytes: number },
  keys: readonly string[],
): Promise<Receipt> {
  const bytes = utf8(text.trim());
  const parsed = Receipt.safeParse(bytes.length > RECEIPT_AT_MOST ? null : parseCanonical(bytes));
  if (!parsed.success) throw new FaultError("receipt-malformed");
  const { signature, ...said } = parsed.data;
  if (!keys.includes(said.publicKey)) throw new FaultError("receipt-other-key");
  const [key, signed] = [fromBase64(said.publicKey), fromBase64(signature)];
  const message = inContext(CONTEXT, canonicalBytes(said));
  if (!key || !signed || !(await verifyEd25519(key, message, signed)))
    throw new FaultError("receipt-signature");
  if (said.ciphertext !== sent.ciphertext || said.bytes !== sent.bytes)
    throw new FaultError("receipt-other-file");
  return parsed.data;
}

/** Fingerprint of a receipt key: SHA-256 of the raw key. */
export const receiptKeyId = async (publicKey: string): Promise<string> =>
  sha256(fromBase64(publicKey) ?? new Uint8Array());
