/** Bundles that other tools wrote: what holds of WACZ 1.1.1 and of wacz-auth's anonymous form, graded (FORMAT §10.7). */
import { z } from "zod";
import { packageSigned } from "../bundle/auth.ts";
import { DATAPACKAGE, DIGEST_FILE } from "../bundle/datapackage.ts";
import { entryLines } from "../bundle/wacz-read.ts";
import { fromBase64 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import { add, type Check, load } from "./check.ts";
import { checkDomain } from "./domain.ts";
import { readJson } from "./json.ts";
import type { Shown } from "./report.ts";
import { checkResources, type Listed } from "./resources.ts";
import { newShown } from "./shown.ts";

const LIST_LIMIT = 4 * 1024 * 1024;
/** Lines of a page list that are looked at. */
const MOST_LINES = 1000;

const Package = z.object({
  profile: z.string().optional(),
  wacz_version: z.string().optional(),
  title: z.string().optional(),
  created: z.string().optional(),
  software: z.string().optional(),
  config: z.unknown().optional(),
  resources: z
    .array(
      z.object({
        path: z.string(),
        hash: z.string().optional(),
        bytes: z.number().optional(),
        hashing: z.string().optional(),
        stats: z.object({ hash: z.string().optional(), bytes: z.number().optional() }).optional(),
      }),
    )
    .max(100_000),
});
const Digest = z.object({
  hash: z.string(),
  signedData: z
    .object({
      hash: z.string().optional(),
      signature: z.string(),
      publicKey: z.string().optional(),
      domain: z.string().optional(),
      domainCert: z.string().optional(),
      timeSignature: z.string().optional(),
      timestampCert: z.string().optional(),
    })
    .optional(),
});
const Page = z.object({ url: z.string(), ts: z.string().optional(), title: z.string().nullish() });

/** Checks a bundle without evidence; gives what it shows, or null where its list cannot be read. */
export async function checkForeign(check: Check): Promise<Shown | null> {
  const shown = newShown("foreign");
  add(check, "foreign-bundle");
  const bytes = await load(check, DATAPACKAGE, LIST_LIMIT);
  const json = bytes && readJson(bytes);
  const list = Package.safeParse(json?.value);
  if (!bytes || !json || !list.success) {
    add(check, "no-datapackage", DATAPACKAGE);
    return null;
  }
  if (json.duplicate) add(check, "json-duplicate-key", DATAPACKAGE);
  if (list.data.config !== undefined) add(check, "datapackage-config", DATAPACKAGE);
  if (list.data.profile !== "data-package" || list.data.wacz_version !== "1.1.1")
    add(check, "foreign-old-form", DATAPACKAGE);
  for (const folder of ["archive/", "indexes/", "pages/"])
    if (![...check.zip.files.keys()].some((path) => path.startsWith(folder)))
      add(check, "foreign-incomplete", folder);
  await checkResources(check, list.data.resources.map(listed));
  shown.title = list.data.title ?? null;
  shown.software = list.data.software ?? null;
  shown.createdAt = list.data.created ?? null;
  shown.signer = await checkDigest(check, await sha256(bytes));
  await listPages(check, shown);
  return shown;
}

function listed({ path, hash, bytes, hashing, stats }: z.infer<typeof Package>["resources"][number]): Listed {
  const old = hashing === "sha256" && stats?.hash ? `sha256:${stats.hash}` : null;
  const stated = hash ?? old;
  const usable = stated !== null && /^sha256:[0-9a-f]{64}$/.test(stated);
  return { path, hash: usable ? stated : null, bytes: bytes ?? stats?.bytes ?? null };
}

/** Digest and signature; gives the fingerprint of the anonymous key whose signature holds. */
async function checkDigest(check: Check, actual: string): Promise<string | null> {
  if (!check.zip.files.has(DIGEST_FILE)) {
    add(check, "foreign-no-digest");
    add(check, "foreign-unsigned");
    return null;
  }
  const bytes = await load(check, DIGEST_FILE, LIST_LIMIT);
  const json = bytes && readJson(bytes);
  const digest = Digest.safeParse(json?.value);
  if (!json || !digest.success) {
    if (bytes) add(check, "digest-malformed", DIGEST_FILE);
    return null;
  }
  if (json.duplicate) add(check, "json-duplicate-key", DIGEST_FILE);
  const { hash, signedData } = digest.data;
  if (hash !== actual || (signedData?.hash ?? hash) !== hash) {
    add(check, "digest-wrong", DIGEST_FILE);
    return null;
  }
  if (!signedData) add(check, "foreign-unsigned");
  else if (signedData.domain !== undefined) return checkDomain(check, { ...signedData, hash });
  else if (signedData.publicKey === undefined) add(check, "digest-malformed", DIGEST_FILE);
  else if (!(await packageSigned({ hash, signature: signedData.signature, publicKey: signedData.publicKey })))
    add(check, "package-signature-wrong", DIGEST_FILE);
  else {
    add(check, "package-signature-holds");
    const signer = await sha256(fromBase64(signedData.publicKey) ?? new Uint8Array());
    add(check, "key-unknown", undefined, signer);
    return signer;
  }
  return null;
}

async function listPages(check: Check, shown: Shown): Promise<void> {
  const entry = check.zip.files.get("pages/pages.jsonl");
  if (!entry) return;
  try {
    let seen = 0;
    for await (const line of entryLines(check.source, entry, 1024 * 1024, "keep")) {
      if (seen++ >= MOST_LINES || shown.pages.length >= 100) break;
      const page = Page.safeParse(readJson(line)?.value);
      if (!page.success) continue;
      const { url, ts, title } = page.data;
      shown.pages.push({
        url: url.slice(0, 2000),
        ts: (ts ?? "").slice(0, 40),
        title: title?.slice(0, 300) ?? null,
      });
    }
  } catch {
    add(check, "foreign-pages-unreadable", entry.path); // the list is for the eye only: no flaw
  }
}
