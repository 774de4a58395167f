/** Reads the answer of a time-stamp authority (RFC 3161 §2.4.2) without believing any of it: parsing only, strict and bounded. */
import { fromBER } from "asn1js";
import { Certificate, type GeneralName, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from "pkijs";
import { type Bytes, plain, toHex } from "./bytes.ts";
import { isDer } from "./der.ts";

/** Content type of what is signed (RFC 3161 §2.4.2) and of the wrapping (RFC 5652 §5.1). */
export const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const SIGNED_DATA = "1.2.840.113549.1.7.2";
/** Longest answer (FORMAT §12.3); one with a long chain takes some 7 kB. */
export const MOST_BYTES = 64 * 1024;
const MOST_CERTIFICATES = 16;

export interface StampToken {
  signer: SignerInfo;
  certificates: Certificate[];
  /** The signed content, as its bytes stand in the token. */
  content: Bytes;
  imprint: { algorithm: string; digest: Bytes };
  /** Lowercase hex without leading zero bytes; null: none. */
  nonce: string | null;
  /** RFC 3339 UTC with milliseconds. */
  genTime: string;
  /** How far the authority's clock may be off, in milliseconds, rounded up; null: it does not say. */
  accuracyMs: number | null;
  policy: string;
  /** What the authority calls itself, where it says so. */
  tsa: GeneralName | null;
}

export type TokenProblem = "stamp-malformed" | "stamp-refused" | "stamp-not-one-signer";

/** The token of an answer's bytes, or why there is none. Never throws. */
export function readStamp(der: Uint8Array): StampToken | { problem: TokenProblem } {
  if (der.length > MOST_BYTES || !isDer(der)) return { problem: "stamp-malformed" };
  try {
    return read(der);
  } catch {
    return { problem: "stamp-malformed" }; // whatever the parser throws at garbage means only this
  }
}

function read(der: Uint8Array): StampToken | { problem: TokenProblem } {
  const parsed = fromBER(copy(der));
  if (parsed.offset !== der.length) return { problem: "stamp-malformed" };
  const { status, timeStampToken: token } = new TimeStampResp({ schema: parsed.result });
  if (status.status !== 0 && status.status !== 1) return { problem: "stamp-refused" };
  if (token?.contentType !== SIGNED_DATA) return { problem: "stamp-malformed" };
  const signedData = new SignedData({ schema: token.content });
  const [signer, ...others] = signedData.signerInfos;
  if (!signer || others.length > 0) return { problem: "stamp-not-one-signer" };
  const { eContentType, eContent } = signedData.encapContentInfo;
  const certificates = (signedData.certificates ?? []).filter((one) => one instanceof Certificate);
  if (eContentType !== TST_INFO || !eContent || certificates.length > MOST_CERTIFICATES)
    return { problem: "stamp-malformed" };
  const content = new Uint8Array(eContent.getValue());
  return { signer, certificates, content, ...infoOf(content) };
}

/** Throws where the content is no TSTInfo of version 1, or has an extension that must be understood. */
function infoOf(content: Bytes): Omit<StampToken, "signer" | "certificates" | "content"> {
  const info = TSTInfo.fromBER(copy(content));
  if (!isDer(content) || info.version !== 1 || info.extensions?.some(({ critical }) => critical))
    throw new RangeError("not a TSTInfo of version 1");
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const { seconds = 0, millis = 0, micros = 0 } = info.accuracy ?? {};
  return {
    imprint: { algorithm: hashAlgorithm.algorithmId, digest: new Uint8Array(hashedMessage.getValue()) },
    nonce: info.nonce ? toHex(info.nonce.valueBlock.valueHexView).replace(/^(00)+/, "") : null,
    genTime: info.genTime.toISOString(),
    accuracyMs: info.accuracy ? seconds * 1000 + millis + Math.ceil(micros / 1000) : null,
    policy: info.policy,
    tsa: info.tsa ?? null,
  };
}

/** The parser keeps views into what it is given: it gets a buffer of its own. */
const copy = (bytes: Uint8Array): ArrayBuffer => plain(bytes).slice().buffer;
