/**
 * The way from a signer's certificate to a trusted root. Not the engine of pkijs (4.0.0): it follows issuers without
 * looking whether it has been there, so that two certificates naming each other keep it busy for ever.
 */
import type { Certificate } from "pkijs";
import { mayIssue, same, signedBy, understood, validAt } from "./certificate.ts";

/** Signer, three authorities, root. */
const LONGEST = 5;
/** Signatures looked at in one search: each costs time, and a hostile token can offer many. */
const MOST_CHECKS = 60;

/**
 * The certificates from signer to root, both included, each issued by the next; null where there is no such path.
 * @param pool certificates found beside the signer: helpers, never believed for their own sake
 * @param at each certificate must have been valid then; null: whenever
 */
export async function pathToRoot(
  signer: Certificate,
  pool: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date | null,
): Promise<Certificate[] | null> {
  let checks = 0;
  const fits = (certificate: Certificate): boolean => at === null || validAt(certificate, at);

  async function climb(path: readonly Certificate[]): Promise<Certificate[] | null> {
    const top = path.at(-1);
    if (!top || path.length >= LONGEST) return null;
    const root = await issuerAmong(roots, top, path);
    if (root) return [...path, root];
    for (const next of pool) {
      if (path.some((one) => same(one, next))) continue;
      if (!(await issuerAmong([next], top, path))) continue;
      const found = await climb([...path, next]);
      if (found) return found;
    }
    return null;
  }

  async function issuerAmong(
    candidates: readonly Certificate[],
    of: Certificate,
    path: readonly Certificate[],
  ): Promise<Certificate | null> {
    for (const candidate of candidates) {
      if (!candidate.subject.isEqual(of.issuer) || !fits(candidate) || !mayIssue(candidate, path.length - 1))
        continue;
      if (++checks > MOST_CHECKS) return null;
      if (await signedBy(of, candidate)) return candidate;
    }
    return null;
  }

  if (!fits(signer) || !understood(signer)) return null;
  return roots.some((root) => same(root, signer)) ? [signer] : climb([signer]);
}
