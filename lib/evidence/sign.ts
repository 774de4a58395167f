/** Signatures over bytes with a context, so that one made for one purpose never serves another (FORMAT §1.6). */
import { type Bytes, concat, fromBase64, plain, toBase64, utf8 } from "./bytes.ts";

const ED25519 = "Ed25519";
const P384 = { name: "ECDSA", namedCurve: "P-384" } as const;
/** P-384 with SHA-256, raw r‖s: what wacz-auth's readers verify (WACZ-auth 0.1.0). */
const P384_SHA256 = { name: "ECDSA", hash: "SHA-256" } as const;

/** `context ‖ 0x00 ‖ message`: what is really signed. */
export const inContext = (context: string, message: Uint8Array): Bytes =>
  concat(utf8(context), Uint8Array.of(0), message);

/** Ed25519 (RFC 8032) signature, 64 bytes. */
export async function signEd25519(key: CryptoKey, message: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ED25519, key, plain(message)));
}

/** True where `signature` is by the raw 32-byte key. False for anything malformed. */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey("raw", plain(publicKey), ED25519, false, ["verify"]);
    return await crypto.subtle.verify(ED25519, key, plain(signature), plain(message));
  } catch {
    return false; // not a point of the curve
  }
}

/** ECDSA P-384 / SHA-256 signature as standard base64 of r‖s (96 bytes). */
export async function signP384(key: CryptoKey, message: Uint8Array): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign(P384_SHA256, key, plain(message))));
}

/** True where base64 `signature` (r‖s) is by the base64 SPKI key. False for anything malformed. */
export async function verifyP384(spki: string, message: Uint8Array, signature: string): Promise<boolean> {
  const [keyBytes, bytes] = [fromBase64(spki), fromBase64(signature)];
  if (!keyBytes || bytes?.length !== 96) return false;
  try {
    const key = await crypto.subtle.importKey("spki", keyBytes, P384, false, ["verify"]);
    return await crypto.subtle.verify(P384_SHA256, key, bytes, plain(message));
  } catch {
    return false; // another curve, or no key at all
  }
}

/** New key pairs. Their private halves can be exported, once, to be kept sealed; what is opened again cannot. */
export async function newKeyPairs(): Promise<{ ed25519: CryptoKeyPair; p384: CryptoKeyPair }> {
  const ed25519 = (await crypto.subtle.generateKey(ED25519, true, ["sign", "verify"])) as CryptoKeyPair;
  const p384 = await crypto.subtle.generateKey(P384, true, ["sign", "verify"]);
  return { ed25519, p384 };
}
