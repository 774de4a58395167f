/** The keys of a case at rest: PKCS#8 inside the sealed row. In use they are handles that cannot be exported. */

import { fromBase64, plain } from "../evidence/bytes.ts";
import type { CaseKeys, KeysStatement } from "../evidence/keys.ts";
import { FaultError } from "../model/fault.ts";

/** What a case's row holds. */
export interface PackedKeys {
  ed25519: Uint8Array;
  p384: Uint8Array;
  statement: KeysStatement;
}

const ED25519 = "Ed25519";
const P384 = { name: "ECDSA", namedCurve: "P-384" };

/** Needs keys that were made extractable. */
export async function packKeys({ ed25519, p384, statement }: CaseKeys): Promise<PackedKeys> {
  const pack = async (key: CryptoKey) => new Uint8Array(await crypto.subtle.exportKey("pkcs8", key));
  return { ed25519: await pack(ed25519.privateKey), p384: await pack(p384.privateKey), statement };
}

/** Private keys that cannot be exported. @throws FaultError `vault-damaged`. */
export async function unpackKeys({ ed25519, p384, statement }: PackedKeys): Promise<CaseKeys> {
  try {
    const [raw, spki] = [fromBase64(statement.ed25519), fromBase64(statement.p384Spki)];
    if (!raw || !spki) throw new FaultError("vault-damaged", "keys");
    const { subtle } = crypto;
    const [edPrivate, edPublic, pPrivate, pPublic] = await Promise.all([
      subtle.importKey("pkcs8", plain(ed25519), ED25519, false, ["sign"]),
      subtle.importKey("raw", raw, ED25519, true, ["verify"]),
      subtle.importKey("pkcs8", plain(p384), P384, false, ["sign"]),
      subtle.importKey("spki", spki, P384, true, ["verify"]),
    ]);
    return {
      ed25519: { privateKey: edPrivate, publicKey: edPublic },
      p384: { privateKey: pPrivate, publicKey: pPublic },
      statement,
    };
  } catch (cause) {
    throw cause instanceof FaultError ? cause : new FaultError("vault-damaged", "keys", { cause });
  }
}
