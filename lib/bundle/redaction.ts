/** evidence/redaction.json: what is withheld from a bundle, what was made in its place, and who packaged it so (FORMAT §4.9-4.11). */
import { z } from "zod";
import { canonicalBytes } from "../evidence/canonical.ts";
import { inContext, signP384, verifyP384 } from "../evidence/sign.ts";
import { Instant, OpaqueId, Sha256 } from "../model/statement.ts";

export const REDACTION = "evidence/redaction.json";
/** Larger is refused (FORMAT §10.4): some 200,000 parts. */
export const REDACTION_LIMIT = 16 * 1024 * 1024;
const CONTEXT = "evidence-derived-v1";

/** The case itself, or another P-384 key as base64 of its SPKI. */
export const Packager = z.union([z.literal("case"), z.string().length(160)]);
export type Packager = z.infer<typeof Packager>;

/** A rectangle in pixels from the picture's top left corner. */
export const Region = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Region = z.infer<typeof Region>;

export const MOST_REGIONS = 200;

/** A picture made of a withheld one. `of`: the commitment to the original's leaf; `by`: who made and signed it. */
export const DerivedPicture = z.strictObject({
  record: OpaqueId,
  of: Sha256,
  file: z.string().regex(/^derived-(0|[1-9]\d{0,2})\.png$/),
  mediaType: z.literal("image/png"),
  bytes: z.int().positive(),
  sha256: Sha256,
  method: z.literal("blackout"),
  regions: z.array(Region).min(1).max(MOST_REGIONS),
  width: z.int().positive().max(100_000),
  height: z.int().positive().max(100_000),
  by: Packager,
  signature: z.string().length(128),
});
export type DerivedPicture = z.infer<typeof DerivedPicture>;

export const Withheld = z.strictObject({ record: OpaqueId, commitments: z.array(Sha256).min(1).max(10_000) });
export type Withheld = z.infer<typeof Withheld>;

export const Redaction = z.strictObject({
  v: z.literal(1),
  type: z.literal("redaction"),
  bundle: OpaqueId,
  at: Instant,
  packagedBy: Packager,
  withheld: z.array(Withheld).max(100_000),
  derived: z.array(DerivedPicture).max(100_000),
});
export type Redaction = z.infer<typeof Redaction>;

/** Who signs the list of files and the derived pictures. `by`: as redaction.json names them; `spki`: base64. */
export interface PackageSigner {
  by: Packager;
  spki: string;
  privateKey: CryptoKey;
}

const message = (bundle: string, { signature: _, ...entry }: DerivedPicture) =>
  inContext(CONTEXT, canonicalBytes({ bundle, ...entry }));

/** The entry signed by who made the picture. `bundle`: the bundle's id, so that it fits no other. */
export async function signDerived(
  bundle: string,
  entry: Omit<DerivedPicture, "by" | "signature">,
  signer: PackageSigner,
): Promise<DerivedPicture> {
  const unsigned = { ...entry, by: signer.by, signature: "" };
  return { ...unsigned, signature: await signP384(signer.privateKey, message(bundle, unsigned)) };
}

/** True where the entry is signed by `spki` for this bundle. */
export const derivedSigned = (bundle: string, entry: DerivedPicture, spki: string): Promise<boolean> =>
  verifyP384(spki, message(bundle, entry), entry.signature);

/** True where a region lies inside the picture. */
export const regionFits = (region: Region, { width, height }: { width: number; height: number }): boolean =>
  region.x + region.width <= width && region.y + region.height <= height;
