/** The P-384 key of whoever packages a bundle anew: kept in a file as JWK, or of one use. */
import { readFile, writeFile } from "node:fs/promises";
import type { PackageSigner } from "../bundle/redaction.ts";
import { toBase64 } from "../evidence/bytes.ts";
import { absent } from "./missing.ts";

const P384 = { name: "ECDSA", namedCurve: "P-384" } as const;

/** Reads the key at `path`; where there is none, makes one and writes it there, readable by its owner alone. `null`: a key of one use. */
export async function redactionKey(path: string | null): Promise<PackageSigner> {
  const kept = path === null ? null : await readFile(path, "utf8").catch(absent);
  if (kept !== null) {
    const jwk: JsonWebKey = JSON.parse(kept);
    const privateKey = await crypto.subtle.importKey("jwk", jwk, P384, false, ["sign"]);
    const { d: _, key_ops: __, ...bare } = jwk;
    const publicKey = await crypto.subtle.importKey("jwk", bare, P384, true, ["verify"]);
    return signerOf(privateKey, publicKey);
  }
  const pair = await crypto.subtle.generateKey(P384, path !== null, ["sign", "verify"]);
  if (path !== null) {
    const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
    await writeFile(path, `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: "wx" });
  }
  return signerOf(pair.privateKey, pair.publicKey);
}

async function signerOf(privateKey: CryptoKey, publicKey: CryptoKey): Promise<PackageSigner> {
  const spki = toBase64(new Uint8Array(await crypto.subtle.exportKey("spki", publicKey)));
  return { by: spki, spki, privateKey };
}
