/** A signing key as a file: for those who issue something (rule packs, partner profiles, receipts), never for a case. */
import { z } from "zod";
import { FaultError } from "../model/fault.ts";
import { Sha256 } from "../model/statement.ts";
import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import { sha256 } from "./digest.ts";
import { signEd25519, verifyEd25519 } from "./sign.ts";

/** Whoever has the file can sign in the issuer's name. Raw public key and PKCS #8, base64. `type` says what for. */
export const SigningKey = z.strictObject({
  v: z.literal(1),
  type: z.enum(["keepsake-pack-key", "keepsake-partner-key", "keepsake-receipt-key"]),
  keyId: Sha256,
  publicKey: z.string().length(44),
  privateKey: z.string().max(200),
});
export type SigningKey = z.infer<typeof SigningKey>;

/** A new Ed25519 key. */
export async function newSigningKey(type: SigningKey["type"]): Promise<SigningKey> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const privateKey = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { v: 1, type, keyId: await sha256(raw), publicKey: toBase64(raw), privateKey: toBase64(privateKey) };
}

export interface Signer {
  /** Raw, 32 bytes. */
  publicKey: Uint8Array;
  /** Ed25519 over the message as it is: contexts are the caller's. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The signer of a key file. @throws FaultError `key-file` where its parts do not belong together. */
export async function signerOf(key: SigningKey): Promise<Signer> {
  const [bytes, raw] = [fromBase64(key.privateKey), fromBase64(key.publicKey)];
  if (!bytes || !raw || (await sha256(raw)) !== key.keyId) throw new FaultError("key-file");
  const privateKey = await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]);
  const trial = utf8("trial");
  if (!(await verifyEd25519(raw, trial, await signEd25519(privateKey, trial))))
    throw new FaultError("key-file");
  return { publicKey: raw, sign: (message) => signEd25519(privateKey, message) };
}
