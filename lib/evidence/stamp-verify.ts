/** Judges a time stamp: everything that RFC 3161 and RFC 5816 ask, at the time that the stamp itself states (FORMAT §12.4). */
import type { Certificate } from "pkijs";
import { sameBytes } from "./bytes.ts";
import { forTimeStampingOnly, nameOf } from "./certificate.ts";
import { pathToRoot } from "./stamp-path.ts";
import { toPem } from "./stamp-roots.ts";
import {
  certificateNamed,
  digestBy,
  isNamed,
  nameFits,
  type SignatureProblem,
  signatureProblem,
} from "./stamp-signer.ts";
import { readStamp, type StampToken, type TokenProblem } from "./stamp-token.ts";

export type StampProblem =
  | TokenProblem
  | SignatureProblem
  | "stamp-other-imprint"
  | "stamp-other-nonce"
  | "stamp-no-signer-certificate"
  | "stamp-key-usage"
  | "stamp-certificate-not-named"
  | "stamp-name-other"
  | "stamp-expired"
  | "stamp-root-unknown";

export interface StampVerdict {
  /** RFC 3339 UTC with milliseconds; null where no token could be read. */
  genTime: string | null;
  /** How far off the authority says its clock may be; null: it does not say. */
  accuracyMs: number | null;
  policy: string | null;
  /** Whose certificate signed: organisation and name, hostile text of at most 200 characters. */
  authority: string | null;
  /** Whose root vouches for that; null where none does. */
  root: string | null;
  /** Certificates from signer to root, PEM; empty where no path was found. */
  chain: string;
  /** Empty: the stamp holds. `stamp-root-unknown` alone: it holds, but nothing says whose it is. */
  problems: StampProblem[];
}

export interface StampSubject {
  /** The bytes that were stamped. */
  data: Uint8Array;
  /** Lowercase hex, as it was asked. */
  nonce: string;
  /** Roots that the verifier itself trusts (`trustedRoots`). */
  roots: readonly Certificate[];
  /** Certificates found beside the token: helpers for the path, never believed for their own sake. */
  helpers?: readonly Certificate[];
}

/** Judges an answer's DER bytes. Never throws on what they hold. */
export async function verifyStamp(der: Uint8Array, subject: StampSubject): Promise<StampVerdict> {
  const token = readStamp(der);
  if ("problem" in token) return unread(token.problem);
  try {
    return await judge(token, subject);
  } catch {
    return unread("stamp-malformed"); // parts that pkijs reads late, and throws at
  }
}

const unread = (problem: StampProblem): StampVerdict => ({
  genTime: null,
  accuracyMs: null,
  policy: null,
  authority: null,
  root: null,
  chain: "",
  problems: [problem],
});

async function judge(token: StampToken, subject: StampSubject): Promise<StampVerdict> {
  const { data, nonce, roots, helpers = [] } = subject;
  const pool = [...token.certificates, ...helpers];
  const signer = await signerOf(token, [...pool, ...roots]);
  const at = new Date(token.genTime);
  const path = signer && (await pathToRoot(signer, pool, roots, at));
  const digest = await digestBy(token.imprint.algorithm, data);
  const problems: (StampProblem | null | false)[] = [
    !digest && "stamp-algorithm",
    digest !== null && !sameBytes(digest, token.imprint.digest) && "stamp-other-imprint",
    token.nonce !== nonce.replace(/^(00)+/, "") && "stamp-other-nonce",
  ];
  if (!signer) problems.push("stamp-no-signer-certificate");
  else {
    problems.push(
      await signatureProblem(token, signer),
      !forTimeStampingOnly(signer) && "stamp-key-usage",
      !(await certificateNamed(token, signer, path)) && "stamp-certificate-not-named",
      !nameFits(token, signer) && "stamp-name-other",
    );
    if (!path)
      problems.push((await pathToRoot(signer, pool, roots, null)) ? "stamp-expired" : "stamp-root-unknown");
  }
  const root = path?.at(-1);
  return {
    genTime: token.genTime,
    accuracyMs: token.accuracyMs,
    policy: token.policy,
    authority: signer ? nameOf(signer) : null,
    root: root ? nameOf(root) : null,
    chain: path ? toPem(path) : "",
    problems: [...new Set(problems.filter((problem) => problem !== null && problem !== false))],
  };
}

/** The certificate that the token names; of several that claim the name, the one that its ESS attribute means. */
async function signerOf(token: StampToken, pool: readonly Certificate[]): Promise<Certificate | null> {
  const named = pool.filter((certificate) => isNamed(token, certificate));
  for (const certificate of named) if (await certificateNamed(token, certificate, null)) return certificate;
  return named[0] ?? null;
}
