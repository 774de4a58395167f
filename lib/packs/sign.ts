/** The issuer's side: keys, and the file that `open.ts` reads. */
import { z } from "zod";
import { fromBase64, toBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalText } from "../evidence/canonical.ts";
import { sha256 } from "../evidence/digest.ts";
import { inContext, signEd25519, verifyEd25519 } from "../evidence/sign.ts";
import { FaultError } from "../model/fault.ts";
import { Sha256 } from "../model/statement.ts";
import { CONTEXT, FILE_AT_MOST, type PackFile, readPack } from "./open.ts";

/** The issuer's key file. Whoever has it can issue packs in the issuer's name. Raw public key and PKCS #8, base64. */
export const PackKey = z.strictObject({
  v: z.literal(1),
  type: z.literal("keepsake-pack-key"),
  keyId: Sha256,
  publicKey: z.string().length(44),
  privateKey: z.string().max(200),
});
export type PackKey = z.infer<typeof PackKey>;

/** A new key. */
export async function newPackKey(): Promise<PackKey> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const privateKey = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return {
    v: 1,
    type: "keepsake-pack-key",
    keyId: await sha256(raw),
    publicKey: toBase64(raw),
    privateKey: toBase64(privateKey),
  };
}

/**
 * Signs a pack: the text of the file to hand out. Nothing that `open.ts` would refuse is signed.
 * @throws FaultError `pack-malformed` (the pack), `pack-signature` (the key file does not fit together).
 */
export async function signPack(value: unknown, key: PackKey): Promise<string> {
  const pack = canonicalText(readPack(value));
  const [bytes, raw] = [fromBase64(key.privateKey), fromBase64(key.publicKey)];
  if (!bytes || !raw || (await sha256(raw)) !== key.keyId) throw new FaultError("pack-signature", "key file");
  const privateKey = await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]);
  const message = inContext(CONTEXT, utf8(pack));
  const signature = await signEd25519(privateKey, message);
  if (!(await verifyEd25519(raw, message, signature))) throw new FaultError("pack-signature", "key file");
  const file: PackFile = {
    v: 1,
    type: "keepsake-rule-pack",
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: toBase64(signature),
    pack,
  };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (utf8(text).length > FILE_AT_MOST) throw new FaultError("pack-malformed", "file too large");
  return text;
}
