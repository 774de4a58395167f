/** Derived pictures on their way into a bundle: new ones are signed, carried ones keep their entry (FORMAT §4.10). */
import { sha256Blob } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import type { BundleCapture, DerivedInput } from "./input.ts";
import { type DerivedPicture, type PackageSigner, regionFits, signDerived } from "./redaction.ts";

const numberOf = (file: string): number => Number(/\d+/.exec(file)?.[0] ?? 0);
const originalOf = (one: DerivedInput): string => ("entry" in one ? one.entry.of : one.of);

/** A picture with its entry. */
export interface Derived {
  entry: DerivedPicture;
  png: Blob;
}

/** The derived pictures of a capture, in order. Throws FaultError `export-failed` where an original is not withheld. */
export async function derivedOf(
  capture: BundleCapture,
  missing: readonly string[],
  bundleId: string,
  signer: PackageSigner,
): Promise<Derived[]> {
  const left = new Set(missing);
  const made: Derived[] = [];
  for (const one of (await capture.derived?.()) ?? []) {
    if (!left.delete(originalOf(one))) throw new FaultError("export-failed", "the original is not withheld");
    const last = made.at(-1);
    const next = last ? numberOf(last.entry.file) + 1 : 0;
    if ("entry" in one) {
      if (numberOf(one.entry.file) < next)
        throw new FaultError("export-failed", "derived pictures out of order");
      made.push(one);
      continue;
    }
    const { of, png, regions, width, height } = one;
    if (!regions.every((region) => regionFits(region, one)))
      throw new FaultError("export-failed", "region outside the picture");
    const file = `derived-${next}.png`;
    const stored = { file, mediaType: "image/png" as const, bytes: png.size, sha256: await sha256Blob(png) };
    const entry = {
      record: capture.captureId,
      of,
      ...stored,
      method: "blackout" as const,
      regions,
      width,
      height,
    };
    made.push({ entry: await signDerived(bundleId, entry, signer), png });
  }
  return made;
}
