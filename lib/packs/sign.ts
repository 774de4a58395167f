/** The issuer's side: the file that `open.ts` reads. */
import { toBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalText } from "../evidence/canonical.ts";
import { inContext } from "../evidence/sign.ts";
import { type SigningKey, signerOf } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import { CONTEXT, FILE_AT_MOST, type PackFile, readPack } from "./open.ts";

/**
 * Signs a pack: the text of the file to hand out. Nothing that `open.ts` would refuse is signed.
 * @throws FaultError `pack-malformed` (the pack), `key-file` (the key file does not fit together).
 */
export async function signPack(value: unknown, key: SigningKey): Promise<string> {
  const pack = canonicalText(readPack(value));
  const { sign } = await signerOf(key);
  const file: PackFile = {
    v: 1,
    type: "keepsake-rule-pack",
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: toBase64(await sign(inContext(CONTEXT, utf8(pack)))),
    pack,
  };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (utf8(text).length > FILE_AT_MOST) throw new FaultError("pack-malformed", "file too large");
  return text;
}
