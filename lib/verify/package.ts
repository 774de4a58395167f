/** The list of files and its wacz-auth signature, of a bundle of ours (FORMAT §2.1, §2.4, §2.5). */
import { PackageDigest, packageSigned } from "../bundle/auth.ts";
import { DATAPACKAGE, Datapackage, DIGEST_FILE } from "../bundle/datapackage.ts";
import { PADDING } from "../bundle/padding.ts";
import { sha256 } from "../evidence/digest.ts";
import { add, type Check, loadJson } from "./check.ts";

/** The files of a bundle, in their order (FORMAT §2.1). */
export const FILES = [
  "archive/data.warc.gz",
  "archive/data-NUMBER.warc.gz",
  "indexes/index.cdx",
  "pages/pages.jsonl",
  "evidence/records.jsonl",
  "evidence/disclosures.jsonl",
  "evidence/manifest.json",
  "evidence/manifest.sig.json",
  "evidence/redaction.json",
  "custody/log.jsonl",
  "custody/checkpoint.txt",
  "custody/notes.jsonl",
  "keys/device.json",
  "timestamps/index.json",
  "timestamps/*.tsr",
  "timestamps/checkpoint-SIZE.txt",
  "timestamps/tsa-chain.pem",
  "docs/readme.txt",
  "docs/verify.txt",
  PADDING,
];

/** Files that a bundle need not have. */
const OPTIONAL = new Set([
  "evidence/redaction.json",
  "custody/notes.jsonl",
  "timestamps/index.json",
  "timestamps/tsa-chain.pem",
  PADDING,
]);
/** Files of which it may have any number, in an order that is checked elsewhere (FORMAT §8.1, §12.2). */
const MANY = new Map([
  ["archive/data-NUMBER.warc.gz", /^archive\/data-[1-9]\d*\.warc\.gz$/],
  ["timestamps/*.tsr", /^timestamps\/(manifest|checkpoint-[1-9]\d*)-\d+\.tsr$/],
  ["timestamps/checkpoint-SIZE.txt", /^timestamps\/checkpoint-[1-9]\d*\.txt$/],
]);

/** The files that there must be, in their order, given those that there are. */
const expectedOf = (present: readonly string[]): string[] =>
  FILES.flatMap((path) => {
    const form = MANY.get(path);
    if (form) return present.filter((one) => form.test(one));
    return OPTIONAL.has(path) && !present.includes(path) ? [] : [path];
  });

/** Checks list and signature. Gives the list, and the P-384 key whose signature holds. */
export async function checkPackage(
  check: Check,
): Promise<{ datapackage: Datapackage | null; publicKey: string | null }> {
  const present = check.zip.entries.map((entry) => entry.path);
  const expected = expectedOf(present);
  if (present.join("\n") !== [...expected, DATAPACKAGE, DIGEST_FILE].join("\n")) add(check, "file-set");
  const loaded = await loadJson(check, DATAPACKAGE, Datapackage, "datapackage-malformed");
  const datapackage = loaded?.value ?? null;
  if (datapackage) {
    const { resources } = datapackage;
    if (resources.some(({ name, path }, index) => name !== path.toLowerCase() || path !== expected[index]))
      add(check, "file-set", DATAPACKAGE);
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
