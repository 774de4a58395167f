/** WACZ-auth 0.1.0 in the name of a domain: a key with a web certificate, and a time stamp over its signature (FORMAT §10.7). */
import { fromBER } from "asn1js";
import { type AltName, BasicConstraints, type Certificate, createECDSASignatureFromCMS } from "pkijs";
import { type Bytes, fromBase64, plain, utf8 } from "./bytes.ts";
import { nameOf, signedBy, validAt } from "./certificate.ts";
import { isDer } from "./der.ts";
import { sha256 } from "./digest.ts";
import { readPem } from "./stamp-roots.ts";
import { type StampVerdict, verifyStamp } from "./stamp-verify.ts";

const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_ALT_NAME = "2.5.29.17";
const DNS_NAME = 2;
const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
const P256_SHA256 = { name: "ECDSA", hash: "SHA-256" } as const;
const COORDINATE = 32;

/** What `signedData` holds in this form. All of it is unbelieved text. */
export interface DomainSignature {
  /** `sha256:…`: the text that is signed. */
  hash: string;
  /** base64 of the DER signature. */
  signature: string;
  domain: string;
  /** PEM: the domain's certificate, then each one's issuer. */
  domainCert: string;
  /** base64 of an RFC 3161 answer over the ASCII text of `signature`. */
  timeSignature: string;
  /** PEM of the authority's certificates. */
  timestampCert: string;
}

export interface DomainVerdict {
  /** False: nothing else is worth looking at. */
  signed: boolean;
  /** The certificate names the domain, each certificate is signed by the next, and all were valid at the stamp's time. */
  certified: boolean;
  /** Who issued the last certificate of the chain. No list of web roots is kept here: it is a claim. */
  issuer: string;
  /** SHA-256 of the certificate's public key (SPKI). */
  keyId: string;
  stamp: StampVerdict;
}

/** Judges a signature in the name of a domain. `roots`: those of time stamps. Never throws on what it is given. */
export async function verifyDomain(
  given: DomainSignature,
  roots: readonly Certificate[],
): Promise<DomainVerdict | null> {
  const chain = readPem(given.domainCert);
  const [leaf] = chain ?? [];
  const token = fromBase64(given.timeSignature);
  if (!chain || !leaf || !token) return null;
  const stamp = await verifyStamp(token, {
    data: utf8(given.signature),
    nonce: "", // the request is not kept in this form
    roots,
    helpers: readPem(given.timestampCert) ?? [],
  });
  const problems = stamp.problems.filter((problem) => problem !== "stamp-other-nonce");
  const spki = new Uint8Array(leaf.subjectPublicKeyInfo.toSchema().toBER());
  return {
    signed: await signedP256(spki, utf8(given.hash), fromBase64(given.signature)),
    certified: names(leaf, given.domain) && (await chained(chain, stamp.genTime)),
    issuer: nameOf(chain.at(-1) ?? leaf),
    keyId: await sha256(spki),
    stamp: { ...stamp, problems },
  };
}

async function signedP256(spki: Bytes, message: Bytes, signature: Bytes | null): Promise<boolean> {
  if (!signature || !isDer(signature)) return false;
  try {
    const raw = createECDSASignatureFromCMS(fromBER(plain(signature)).result, COORDINATE);
    const key = await crypto.subtle.importKey("spki", spki, P256, false, ["verify"]);
    return await crypto.subtle.verify(P256_SHA256, key, raw, message);
  } catch {
    return false; // another kind of key, or numbers that no signature has
  }
}

/** True where the certificate is for exactly this domain. */
function names(certificate: Certificate, domain: string): boolean {
  const found = (certificate.extensions ?? []).filter(({ extnID }) => extnID === SUBJECT_ALT_NAME);
  const names = (found[0]?.parsedValue as AltName | undefined)?.altNames ?? [];
  return (
    found.length === 1 &&
    Array.isArray(names) &&
    names.some(({ type, value }) => type === DNS_NAME && value === domain)
  );
}

/** True where each certificate was issued by the next, all were valid at the time, and issuers may issue. */
async function chained(chain: readonly Certificate[], at: string | null): Promise<boolean> {
  if (at === null || chain.length > 6) return false;
  for (const [index, certificate] of chain.entries()) {
    if (!validAt(certificate, new Date(at))) return false;
    const issuer = chain[index + 1];
    if (index > 0 && !isAuthority(certificate)) return false;
    if (issuer && !(issuer.subject.isEqual(certificate.issuer) && (await signedBy(certificate, issuer))))
      return false;
  }
  return true;
}

function isAuthority(certificate: Certificate): boolean {
  const value = (certificate.extensions ?? []).find(
    ({ extnID }) => extnID === BASIC_CONSTRAINTS,
  )?.parsedValue;
  return value instanceof BasicConstraints && value.cA === true;
}
