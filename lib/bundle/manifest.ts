/** evidence/manifest.json, the signed object, and its signature (FORMAT §5). It holds no plain hash of what may be withheld. */
import { z } from "zod";
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import type { CaseKeys } from "../evidence/keys.ts";
import { inContext, signEd25519, verifyEd25519 } from "../evidence/sign.ts";
import { Instant, OpaqueId, Sha256 } from "../model/statement.ts";

export const MANIFEST = "evidence/manifest.json";
export const SIGNATURE = "evidence/manifest.sig.json";
const MANIFEST_CONTEXT = "evidence-manifest-v1";

export const Manifest = z.strictObject({
  v: z.literal(1),
  type: z.literal("evidence-manifest"),
  bundleId: OpaqueId,
  createdAt: Instant,
  tool: z.string().max(100),
  /** The case's fingerprint, and SHA-256 of keys/device.json. */
  keyId: Sha256,
  keys: Sha256,
  hashAlg: z.literal("sha256"),
  records: z.strictObject({ file: z.literal("evidence/records.jsonl"), count: z.int().min(1), root: Sha256 }),
  custody: z.strictObject({
    file: z.literal("custody/log.jsonl"),
    origin: z.string().max(100),
    size: z.int().min(1),
    root: Sha256,
  }),
  policy: z.strictObject({ selectiveDisclosure: z.literal("salted-v1") }),
  /** SHA-256 of the texts for people: whoever packages anew must not rewrite them. */
  docs: z.strictObject({ readme: Sha256, verify: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;

export const ManifestSignature = z.strictObject({
  alg: z.literal("Ed25519"),
  context: z.literal(MANIFEST_CONTEXT),
  keyId: Sha256,
  publicKey: z.string().length(44),
  /** SHA-256 of the manifest's bytes. */
  signed: Sha256,
  signature: z.string().length(88),
});
export type ManifestSignature = z.infer<typeof ManifestSignature>;

/** The signature over the manifest's bytes: Ed25519 over `evidence-manifest-v1 ‖ 0x00 ‖ bytes`. */
export async function signManifest(bytes: Uint8Array, keys: CaseKeys): Promise<ManifestSignature> {
  const signature = await signEd25519(keys.ed25519.privateKey, inContext(MANIFEST_CONTEXT, bytes));
  return {
    alg: "Ed25519",
    context: MANIFEST_CONTEXT,
    keyId: keys.statement.keyId,
    publicKey: keys.statement.ed25519,
    signed: await sha256(bytes),
    signature: toBase64(signature),
  };
}

/** True where the signature is over these bytes by the key it names, and the key has the id it names. */
export async function manifestSigned(bytes: Uint8Array, signature: ManifestSignature): Promise<boolean> {
  const [key, raw] = [fromBase64(signature.publicKey), fromBase64(signature.signature)];
  if (!key || !raw) return false;
  if (signature.signed !== (await sha256(bytes)) || signature.keyId !== (await sha256(key))) return false;
  return verifyEd25519(key, inContext(MANIFEST_CONTEXT, bytes), raw);
}
