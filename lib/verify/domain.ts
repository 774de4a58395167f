/** A foreign archive signed in the name of a domain: what holds of it, and what is only claimed (WACZ-auth 0.1.0; FORMAT §10.7). */
import { z } from "zod";
import { DIGEST_FILE } from "../bundle/datapackage.ts";
import { verifyDomain } from "../evidence/domain-signature.ts";
import { trustedRoots } from "../evidence/stamp-roots.ts";
import { add, type Check } from "./check.ts";

const DomainSignature = z.object({
  hash: z.string(),
  signature: z.string().max(1000),
  domain: z.string().max(300),
  domainCert: z.string().max(100_000),
  timeSignature: z.string().max(100_000),
  timestampCert: z.string().max(100_000),
});

/** Checks the domain form; gives the fingerprint of the certificate's key where its signature holds. `signedData`: unbelieved. */
export async function checkDomain(check: Check, signedData: unknown): Promise<string | null> {
  const given = DomainSignature.safeParse(signedData);
  const verdict = given.success ? await verifyDomain(given.data, trustedRoots()) : null;
  if (!given.success || !verdict) {
    add(check, "digest-malformed", DIGEST_FILE);
    return null;
  }
  const { signed, certified, issuer, keyId, stamp } = verdict;
  const { domain } = given.data;
  const rooted = !stamp.problems.includes("stamp-root-unknown");
  const broken = stamp.problems.filter((problem) => problem !== "stamp-root-unknown");
  if (!signed) add(check, "package-signature-wrong", DIGEST_FILE);
  if (!certified) add(check, "domain-certificate-wrong", DIGEST_FILE, `${domain} · ${issuer}`);
  if (broken.length > 0) add(check, "domain-stamp-wrong", DIGEST_FILE, broken.join(", "));
  if (!signed || !certified || broken.length > 0) return null;
  add(check, "domain-signature-holds", DIGEST_FILE, domain);
  add(check, "foreign-domain", DIGEST_FILE, `${domain} · ${issuer}`);
  const about = `${stamp.genTime} · ${stamp.authority}`;
  add(check, rooted ? "domain-stamp-holds" : "domain-stamp-unknown", DIGEST_FILE, about);
  add(check, "key-unknown", undefined, keyId);
  return keyId;
}
