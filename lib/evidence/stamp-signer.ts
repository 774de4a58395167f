/** Which certificate a token says has signed it (RFC 5035, RFC 5816 §2.2), and whether its key did. */
import { ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AltName,
  type Certificate,
  type GeneralName,
  GeneralNames,
  getCrypto,
  IssuerAndSerialNumber,
} from "pkijs";
import { type Bytes, plain, sameBytes } from "./bytes.ts";
import { derOf, keyStrong } from "./certificate.ts";
import { type StampToken, TST_INFO } from "./stamp-token.ts";

const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const ESS_V1 = "1.2.840.113549.1.9.16.2.12";
const ESS_V2 = "1.2.840.113549.1.9.16.2.47";
const SUBJECT_ALT_NAME = "2.5.29.17";
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const SHA256_OID = "2.16.840.1.101.3.4.2.1";
/** Digests that are accepted (RFC 5754); SHA-1 is long broken for signatures. */
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256_OID]: "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

/** The digest of `data` by the algorithm of that OID; null where the algorithm is not accepted. */
export async function digestBy(oid: string, data: Uint8Array): Promise<Bytes | null> {
  const name = DIGESTS[oid];
  return name ? new Uint8Array(await crypto.subtle.digest(name, plain(data))) : null;
}

/** The one value of a signed attribute; `null`: there is none; `"twice"`: not exactly one. */
function attribute(token: StampToken, type: string): unknown {
  const found = (token.signer.signedAttrs?.attributes ?? []).filter((one) => one.type === type);
  if (found.length === 0) return null;
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : "twice";
}

/** True where the token names this certificate by issuer and serial number. */
export function isNamed({ signer }: StampToken, { issuer, serialNumber }: Certificate): boolean {
  const { sid } = signer;
  return (
    sid instanceof IssuerAndSerialNumber &&
    serialNumber.isEqual(sid.serialNumber) &&
    issuer.isEqual(sid.issuer)
  );
}

export type SignatureProblem = "stamp-signature-wrong" | "stamp-algorithm";

/** RFC 5652 §5.4: the signature is over the signed attributes, which hold type and digest of the content. */
export async function signatureProblem(
  token: StampToken,
  signer: Certificate,
): Promise<SignatureProblem | null> {
  const { signedAttrs, digestAlgorithm, signatureAlgorithm, signature } = token.signer;
  const expected = await digestBy(digestAlgorithm.algorithmId, token.content);
  if (!expected || !keyStrong(signer)) return "stamp-algorithm";
  const type = attribute(token, CONTENT_TYPE);
  const digest = attribute(token, MESSAGE_DIGEST);
  const bound =
    type instanceof ObjectIdentifier &&
    type.valueBlock.toString() === TST_INFO &&
    digest instanceof OctetString &&
    sameBytes(expected, new Uint8Array(digest.getValue()));
  if (!signedAttrs || !bound) return "stamp-signature-wrong";
  const engine = getCrypto(true);
  const hash =
    signatureAlgorithm.algorithmId === RSA_ENCRYPTION
      ? DIGESTS[digestAlgorithm.algorithmId]
      : engine.getHashAlgorithm(signatureAlgorithm);
  if (!hash || !Object.values(DIGESTS).includes(hash)) return "stamp-algorithm";
  try {
    const key = signer.subjectPublicKeyInfo;
    const holds = await engine.verifyWithPublicKey(
      signedAttrs.encodedValue,
      signature,
      key,
      signatureAlgorithm,
      signatureAlgorithm.algorithmId === RSA_ENCRYPTION ? hash : undefined,
    );
    return holds ? null : "stamp-signature-wrong";
  } catch {
    return "stamp-signature-wrong"; // a key or a signature that WebCrypto cannot read
  }
}

interface EssId {
  algorithm: string;
  hash: Uint8Array;
  issuerSerial: Sequence | null;
}

/**
 * The certificate identifiers of a token's ESS attributes, version 2 and 1; the first of each is the signer's. Null
 * where an attribute is malformed or there is none: nothing then binds the token to one certificate.
 */
function essIds(token: StampToken): EssId[][] | null {
  const attributes = [attribute(token, ESS_V2), attribute(token, ESS_V1)];
  const lists: EssId[][] = [];
  for (const [index, value] of attributes.entries()) {
    if (value === null) continue;
    const list = value instanceof Sequence ? value.valueBlock.value[0] : null;
    const ids = list instanceof Sequence ? list.valueBlock.value.map((one) => essId(one, index === 0)) : [];
    if (ids.length === 0 || ids.includes(null)) return null;
    lists.push(ids.filter((id) => id !== null));
  }
  return lists.length > 0 ? lists : null;
}

function essId(value: unknown, second: boolean): EssId | null {
  if (!(value instanceof Sequence)) return null;
  const rest = [...value.valueBlock.value];
  let algorithm = second ? SHA256_OID : "SHA-1";
  if (second && rest[0] instanceof Sequence) {
    const [oid] = (rest.shift() as Sequence).valueBlock.value;
    if (!(oid instanceof ObjectIdentifier)) return null;
    algorithm = oid.valueBlock.toString();
  }
  const [hash, issuerSerial = null, more] = rest;
  if (!(hash instanceof OctetString) || more || !(issuerSerial === null || issuerSerial instanceof Sequence))
    return null;
  return { algorithm, hash: new Uint8Array(hash.getValue()), issuerSerial };
}

/** True where the first identifier of every ESS attribute is this certificate, and any others are on the path. */
export async function certificateNamed(
  token: StampToken,
  signer: Certificate,
  path: readonly Certificate[] | null,
): Promise<boolean> {
  const lists = essIds(token);
  if (!lists) return false;
  for (const [first, ...others] of lists) {
    if (!first || !(await identifies(first, signer))) return false;
    for (const other of path ? others : []) {
      const known = await Promise.all((path ?? []).map((one) => identifies(other, one)));
      if (!known.includes(true)) return false;
    }
  }
  return true;
}

async function identifies(
  { algorithm, hash, issuerSerial }: EssId,
  certificate: Certificate,
): Promise<boolean> {
  const der = derOf(certificate);
  // version 1 knows SHA-1 only: it is asked for a second certificate of one hash, which nobody can make yet
  const digest =
    algorithm === "SHA-1"
      ? new Uint8Array(await crypto.subtle.digest("SHA-1", der))
      : await digestBy(algorithm, der);
  if (!digest || !sameBytes(digest, hash)) return false;
  if (!issuerSerial) return true;
  const [names, serial] = issuerSerial.valueBlock.value;
  const [name, ...more] = new GeneralNames({ schema: names }).names;
  return (
    more.length === 0 &&
    name?.type === 4 &&
    certificate.issuer.isEqual(name.value) &&
    serial !== undefined &&
    certificate.serialNumber.isEqual(serial)
  );
}

/** False where the authority calls itself something that its certificate does not (RFC 3161 §2.4.2, tsa). */
export function nameFits({ tsa }: StampToken, signer: Certificate): boolean {
  if (!tsa || (tsa.type === 4 && signer.subject.isEqual(tsa.value))) return true;
  const others = (signer.extensions ?? []).find(({ extnID }) => extnID === SUBJECT_ALT_NAME)?.parsedValue;
  return (
    others instanceof AltName && others.altNames.some((name) => sameBytes(derOfName(name), derOfName(tsa)))
  );
}

function derOfName(name: GeneralName): Uint8Array {
  const schema = name.toSchema();
  return "toBER" in schema ? new Uint8Array(schema.toBER()) : new Uint8Array();
}
