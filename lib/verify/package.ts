/** The list of files and its wacz-auth signature, of a bundle of ours (FORMAT §2.1, §2.4, §2.5). */
import { PackageDigest, packageSigned } from "../bundle/auth.ts";
import { DATAPACKAGE, Datapackage, DIGEST_FILE } from "../bundle/datapackage.ts";
import { sha256 } from "../evidence/digest.ts";
import { add, type Check, loadJson } from "./check.ts";
import { checkResources } from "./resources.ts";

/** The files of a bundle, in their order (FORMAT §2.1). */
export const FILES = [
  "archive/data.warc.gz",
  "indexes/index.cdx",
  "pages/pages.jsonl",
  "evidence/records.jsonl",
  "evidence/disclosures.jsonl",
  "evidence/manifest.json",
  "evidence/manifest.sig.json",
  "evidence/redaction.json",
  "custody/log.jsonl",
  "custody/checkpoint.txt",
  "keys/device.json",
  "docs/readme.txt",
  "docs/verify.txt",
];

/** Files that a bundle need not have. */
const OPTIONAL = new Set(["evidence/redaction.json"]);

/** Checks list, files and signature. Gives the list, and the P-384 key whose signature holds. */
export async function checkPackage(
  check: Check,
): Promise<{ datapackage: Datapackage | null; publicKey: string | null }> {
  const present = check.zip.entries.map((entry) => entry.path);
  const expected = FILES.filter((path) => !OPTIONAL.has(path) || present.includes(path));
  if (present.join("\n") !== [...expected, DATAPACKAGE, DIGEST_FILE].join("\n")) add(check, "file-set");
  const loaded = await loadJson(check, DATAPACKAGE, Datapackage, "datapackage-malformed");
  const datapackage = loaded?.value ?? null;
  if (datapackage) {
    const { resources } = datapackage;
    if (resources.some(({ name, path }, index) => name !== path.toLowerCase() || path !== expected[index]))
      add(check, "file-set", DATAPACKAGE);
    await checkResources(check, resources);
  }
  const digest = await loadJson(check, DIGEST_FILE, PackageDigest, "digest-malformed");
  if (!loaded || !datapackage || !digest) return { datapackage, publicKey: null };
  const { hash, signedData } = digest.value;
  if (hash !== (await sha256(loaded.bytes)) || hash !== signedData.hash) {
    add(check, "digest-wrong", DIGEST_FILE);
    return { datapackage, publicKey: null };
  }
  if (signedData.created !== datapackage.created || signedData.software !== datapackage.software)
    add(check, "digest-claims", DIGEST_FILE);
  if (!(await packageSigned(signedData))) {
    add(check, "package-signature-wrong", DIGEST_FILE);
    return { datapackage, publicKey: null };
  }
  add(check, "package-signature-holds");
  return { datapackage, publicKey: signedData.publicKey };
}
