/** What a certificate may be used for (RFC 5280), asked of parsed but unbelieved certificates. */
import { BitString } from "asn1js";
import { BasicConstraints, type Certificate, ExtKeyUsage, getCrypto, RSAPublicKey } from "pkijs";
import { type Bytes, sameBytes } from "./bytes.ts";

const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const ANY_USAGE = "2.5.29.37.0";
/** Critical extensions that are obeyed, or that (policies, other names) restrict nothing that is asked here. */
const UNDERSTOOD = new Set([BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, "2.5.29.32", "2.5.29.17"]);
/** Bits of the first byte of keyUsage. */
const [SIGN, REPUDIATE, CERT_SIGN] = [0x80, 0x40, 0x04];
const HASHES = ["SHA-256", "SHA-384", "SHA-512"];
const RSA_LEAST_BYTES = 256;

/** The extension, where it stands there exactly once. */
const extension = (certificate: Certificate, id: string) => {
  const found = (certificate.extensions ?? []).filter(({ extnID }) => extnID === id);
  return found.length === 1 ? found[0] : undefined;
};
const has = (certificate: Certificate, id: string): boolean =>
  (certificate.extensions ?? []).some(({ extnID }) => extnID === id);

/** First byte of keyUsage; null where the certificate leaves usage open. */
function keyUsage(certificate: Certificate): number | null {
  if (!has(certificate, KEY_USAGE)) return null;
  const value = extension(certificate, KEY_USAGE)?.parsedValue;
  return value instanceof BitString ? (value.valueBlock.valueHexView[0] ?? 0) : 0;
}

function purposes(certificate: Certificate): string[] | null {
  if (!has(certificate, EXTENDED_KEY_USAGE)) return null;
  const value = extension(certificate, EXTENDED_KEY_USAGE)?.parsedValue;
  return value instanceof ExtKeyUsage ? value.keyPurposes : [];
}

/** RFC 3161 §2.3: extended key usage critical, and time stamping alone; key usage, where stated, for signatures alone. */
export function forTimeStampingOnly(certificate: Certificate): boolean {
  const usage = keyUsage(certificate);
  return (
    extension(certificate, EXTENDED_KEY_USAGE)?.critical === true &&
    purposes(certificate)?.join() === TIME_STAMPING &&
    (usage === null || ((usage & (SIGN | REPUDIATE)) !== 0 && (usage & ~(SIGN | REPUDIATE)) === 0))
  );
}

/** True where it may issue a time-stamp signer's certificate with `below` authorities between the two. */
export function mayIssue(certificate: Certificate, below: number): boolean {
  const constraints = extension(certificate, BASIC_CONSTRAINTS)?.parsedValue;
  if (!(constraints instanceof BasicConstraints) || constraints.cA !== true) return false;
  const { pathLenConstraint: longest } = constraints;
  if (longest !== undefined && !(typeof longest === "number" && longest >= below)) return false;
  const usage = keyUsage(certificate);
  const allowed = purposes(certificate);
  return (
    (usage === null || (usage & CERT_SIGN) !== 0) &&
    (allowed === null || allowed.includes(TIME_STAMPING) || allowed.includes(ANY_USAGE)) &&
    understood(certificate)
  );
}

/** False where an extension that must be understood is not: name constraints, policy constraints and the unknown. */
export const understood = (certificate: Certificate): boolean =>
  (certificate.extensions ?? []).every(({ critical, extnID }) => !critical || UNDERSTOOD.has(extnID));

/** True where the certificate was valid at that time. */
export const validAt = (certificate: Certificate, at: Date): boolean =>
  certificate.notBefore.value <= at && at <= certificate.notAfter.value;

/** True where `issuer` signed the certificate, by an algorithm that is not broken. */
export async function signedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const { signature, signatureAlgorithm } = certificate;
  if (!signature.isEqual(signatureAlgorithm) || !keyStrong(issuer)) return false;
  try {
    if (!HASHES.includes(getCrypto(true).getHashAlgorithm(signatureAlgorithm))) return false;
    return await certificate.verify(issuer);
  } catch {
    return false; // a key or algorithm that WebCrypto does not know
  }
}

/** False for RSA below 2048 bits. Other keys that are too weak, WebCrypto does not take. */
export function keyStrong({ subjectPublicKeyInfo }: Certificate): boolean {
  const key = subjectPublicKeyInfo.parsedKey;
  return !(key instanceof RSAPublicKey) || key.modulus.valueBlock.valueHexView.length >= RSA_LEAST_BYTES;
}

/** Written anew each time, DER took half the time of judging a stamp (2026-11). */
const written = new WeakMap<Certificate, Bytes>();

/** DER of a certificate. */
export function derOf(certificate: Certificate): Bytes {
  const der = written.get(certificate) ?? new Uint8Array(certificate.toSchema().toBER());
  written.set(certificate, der);
  return der;
}

/** True for the same certificate. */
export const same = (a: Certificate, b: Certificate): boolean => sameBytes(derOf(a), derOf(b));

/** Whose it is: organisation and common name, at most 200 characters. Hostile text. */
export function nameOf({ subject }: Certificate): string {
  const parts = ["2.5.4.10", "2.5.4.3"].flatMap((type) =>
    subject.typesAndValues
      .filter((one) => one.type === type)
      .map((one) => String(one.value.valueBlock.value)),
  );
  return [...new Set(parts)].join(", ").slice(0, 200).toWellFormed();
}
