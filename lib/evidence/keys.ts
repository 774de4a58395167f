/** The two keys of a case and the statement that binds them to each other (FORMAT §7). Ed25519 signs evidence; P-384 is what WACZ readers know. */
import { z } from "zod";
import { Instant, Sha256 } from "../model/statement.ts";
import { fromBase64, toBase64 } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import { vkeyOf } from "./checkpoint.ts";
import { sha256 } from "./digest.ts";
import { inContext, newKeyPairs, signEd25519, signP384, verifyEd25519, verifyP384 } from "./sign.ts";

const CONTEXT = "evidence-keys-v1";

/** The content of keys/device.json. Keys and signatures in standard base64. */
export const KeysStatement = z.strictObject({
  v: z.literal(1),
  /** SHA-256 of the raw Ed25519 public key: the fingerprint of the case. */
  keyId: Sha256,
  /** Raw public key, 32 bytes. */
  ed25519: z.string().length(44),
  /** SPKI DER, 120 bytes. */
  p384Spki: z.string().length(160),
  /** C2SP verifier key of the checkpoints; its name is the log's origin. */
  vkey: z.string().max(200),
  createdAt: Instant,
  binding: z.strictObject({ ed25519: z.string().length(88), p384: z.string().length(128) }),
});
export type KeysStatement = z.infer<typeof KeysStatement>;

/** What a case signs with. Keys just created can be exported, to be sealed; those opened from the vault cannot. */
export interface CaseKeys {
  ed25519: CryptoKeyPair;
  p384: CryptoKeyPair;
  statement: KeysStatement;
}

/** The origin of a case's log, from its key id: opaque, and of this case alone (FORMAT §6.6). */
export const originOf = (keyId: string): string => `keepsake-${keyId.slice(7, 39)}`;

/** New keys for a case. `now`: RFC 3339 UTC with milliseconds. Nothing in them links to another case. */
export async function createCaseKeys(now: string): Promise<CaseKeys> {
  const { ed25519, p384 } = await newKeyPairs();
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", ed25519.publicKey));
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", p384.publicKey));
  const keyId = await sha256(raw);
  const bare = {
    v: 1 as const,
    keyId,
    ed25519: toBase64(raw),
    p384Spki: toBase64(spki),
    vkey: await vkeyOf(originOf(keyId), raw),
    createdAt: now,
  };
  const message = inContext(CONTEXT, canonicalBytes(bare));
  const binding = {
    ed25519: toBase64(await signEd25519(ed25519.privateKey, message)),
    p384: await signP384(p384.privateKey, message),
  };
  return { ed25519, p384, statement: { ...bare, binding } };
}

/** True where the id, the verifier key and both signatures of the statement hold (FORMAT §7.2-7.4). */
export async function keysHold(statement: KeysStatement): Promise<boolean> {
  const { binding, ...bare } = statement;
  const raw = fromBase64(statement.ed25519);
  const signature = fromBase64(binding.ed25519);
  if (!raw || !signature || (await sha256(raw)) !== statement.keyId) return false;
  if (statement.vkey !== (await vkeyOf(originOf(statement.keyId), raw))) return false;
  const message = inContext(CONTEXT, canonicalBytes(bare));
  return (
    (await verifyEd25519(raw, message, signature)) &&
    (await verifyP384(statement.p384Spki, message, binding.p384))
  );
}
