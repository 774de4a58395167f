/** Whether an authority's answer is kept: everything that can be checked is, before anything is written. */
import { readPem, trustedRoots } from "../evidence/stamp-roots.ts";
import { verifyStamp } from "../evidence/stamp-verify.ts";
import { FaultError } from "../model/fault.ts";
import type { StampToken } from "../vault/stamps.ts";
import authorities from "./authorities.json" with { type: "json" };
import type { Authority } from "./stamp-messages.ts";

/** True for PEM text of one or more certificates that can be read. */
export const isCertificate = (pem: string): boolean => readPem(pem) !== null;

/**
 * The token of an answer, checked against what was asked: status, nonce, imprint, signature, what the signer may do, and
 * the path to a root. Without such a path a token is kept only from an address that the person added without a root;
 * from any other it was not made by whom it should be.
 * @param now RFC 3339 UTC, for when it was kept
 * @throws FaultError `stamp-refused`, `stamp-wrong` with the names of what does not hold
 */
export async function checkReply(
  reply: Uint8Array,
  asked: { data: Uint8Array; nonce: string; authority: Authority; now: string },
): Promise<StampToken> {
  const { data, nonce, authority, now } = asked;
  const roots = trustedRoots(authority.root ?? undefined);
  const verdict = await verifyStamp(reply, { data, nonce, roots });
  const { problems, genTime, accuracyMs, authority: name, chain } = verdict;
  if (problems.includes("stamp-refused")) throw new FaultError("stamp-refused");
  const rootless = authority.root === null && !authorities.some(({ url }) => url === authority.url);
  const wrong = problems.filter((problem) => !(rootless && problem === "stamp-root-unknown"));
  if (wrong.length > 0 || genTime === null) throw new FaultError("stamp-wrong", wrong.join(" "));
  const known = problems.length === 0;
  return { bytes: reply, genTime, accuracyMs, name: name ?? "", known, chain, keptAt: now };
}
