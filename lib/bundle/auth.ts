/** datapackage-digest.json: WACZ-auth 0.1.0 in its anonymous form, ECDSA P-384 / SHA-256 over the text `sha256:<hex>` (FORMAT §2.5). */
import { z } from "zod";
import { utf8 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import { signP384, verifyP384 } from "../evidence/sign.ts";
import { Instant, Sha256 } from "../model/statement.ts";
import { DATAPACKAGE } from "./datapackage.ts";
import type { PackageSigner } from "./redaction.ts";

/** Exactly these members: the specification forbids others. Only `hash` is signed; the rest repeats the datapackage. */
const SignedData = z.strictObject({
  hash: Sha256,
  created: Instant,
  software: z.string().max(100),
  version: z.literal("0.1.0"),
  signature: z.string().length(128),
  publicKey: z.string().length(160),
});

export const PackageDigest = z.strictObject({
  path: z.literal(DATAPACKAGE),
  hash: Sha256,
  signedData: SignedData,
});
export type PackageDigest = z.infer<typeof PackageDigest>;

/** The signed digest of datapackage.json's bytes. `created` and `software` as there. */
export async function signPackage(
  datapackage: Uint8Array,
  meta: { created: string; software: string },
  signer: PackageSigner,
): Promise<PackageDigest> {
  const hash = await sha256(datapackage);
  const signature = await signP384(signer.privateKey, utf8(hash));
  return packageDigest(hash, meta, { spki: signer.spki, signature });
}

/** The file's form around a signature (base64 r‖s). */
export function packageDigest(
  hash: string,
  meta: { created: string; software: string },
  by: { spki: string; signature: string },
): PackageDigest {
  const signedData = {
    hash,
    ...meta,
    version: "0.1.0" as const,
    signature: by.signature,
    publicKey: by.spki,
  };
  return { path: DATAPACKAGE, hash, signedData };
}

/** True where `signature` (base64 r‖s) over the text of `hash` is by `publicKey` (base64 SPKI). */
export const packageSigned = (signed: {
  hash: string;
  signature: string;
  publicKey: string;
}): Promise<boolean> => verifyP384(signed.publicKey, utf8(signed.hash), signed.signature);
