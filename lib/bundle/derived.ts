/** Derived pictures on their way into a bundle: new ones are signed, carried ones keep their entry (FORMAT §4.10). */
import { sha256Blob } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import type { BundleCapture, DerivedInput } from "./input.ts";
import { type DerivedPicture, type PackageSigner, regionFits, signDerived } from "./redaction.ts";

const numberOf = (file: string): number => Number(/\d+/.exec(file)?.[0] ?? 0);
const originalOf = (one: DerivedInput): string => ("entry" in one ? one.entry.of : one.of);

/** The entries of a capture's derived pictures, in order. Throws FaultError `export-failed` where an original is not withheld. */
export async function derivedEntries(
  { captureId, derived = [] }: BundleCapture,
  missing: readonly string[],
  bundleId: string,
  signer: PackageSigner,
): Promise<DerivedPicture[]> {
  const left = new Set(missing);
  const entries: DerivedPicture[] = [];
  for (const one of derived) {
    if (!left.delete(originalOf(one))) throw new FaultError("export-failed", "the original is not withheld");
    const last = entries.at(-1);
    const next = last ? numberOf(last.file) + 1 : 0;
    if ("entry" in one) {
      if (numberOf(one.entry.file) < next)
        throw new FaultError("export-failed", "derived pictures out of order");
      entries.push(one.entry);
      continue;
    }
    const { of, png, regions, width, height } = one;
    if (!regions.every((region) => regionFits(region, one)))
      throw new FaultError("export-failed", "region outside the picture");
    const file = `derived-${next}.png`;
    const stored = { file, mediaType: "image/png" as const, bytes: png.size, sha256: await sha256Blob(png) };
    const entry = { record: captureId, of, ...stored, method: "blackout" as const, regions, width, height };
    entries.push(await signDerived(bundleId, entry, signer));
  }
  return entries;
}

/** The bytes of a derived picture. Throws FaultError `export-failed`. */
export function derivedBlob(picture: DerivedPicture, { derived = [] }: BundleCapture): Blob {
  const made = derived.find((one) => originalOf(one) === picture.of);
  if (!made) throw new FaultError("export-failed", "a derived picture is missing");
  return made.png;
}
