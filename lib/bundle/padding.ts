/**
 * docs/padding: zeros that bring the whole bundle to one of few lengths (Padmé: Nikitin et al., PETS 2019), for whoever
 * sees only the ciphertext. Its length follows from the other files, so that nothing can be told through it (FORMAT §2.7).
 */
import { canonicalBytes } from "../evidence/canonical.ts";
import { FaultError } from "../model/fault.ts";
import { packageDigest } from "./auth.ts";
import { DATAPACKAGE, type Datapackage, DIGEST_FILE, type Resource } from "./datapackage.ts";
import { descriptor, directory, type Laid, localHeader } from "./zip-layout.ts";

export const PADDING = "docs/padding";
/** Bundles shorter than this are all alike. */
const LEAST = 2 ** 20;
const CHUNK = 1024 * 1024;
const NO_DIGEST = `sha256:${"0".repeat(64)}`;

/** The least padded size that is not below `size` (bytes). */
export function paddedSize(size: number): number {
  if (size <= LEAST) return LEAST;
  const exponent = Math.floor(Math.log2(size));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(size / step) * step;
}

/**
 * Bytes of padding for a bundle that has `rest` bytes without them and without the digits by which the list of files
 * states how many they are: the least with which the whole has a padded size.
 */
export function paddingFor(rest: number): number {
  for (let size = paddedSize(rest + 1); ; size = paddedSize(size + 1))
    for (let digits = 1; digits <= 15 && rest + digits <= size; digits++)
      if (digitsOf(size - rest - digits) === digits) return size - rest - digits;
}

/** How many bytes of the list of files state this length. */
export const digitsOf = (length: number): number => String(length).length;

/** Bytes of padding for these files, listed by `list`, whose signature is by the key `spki`. */
export function paddingOf(
  resources: readonly Resource[],
  list: (resources: Resource[]) => Datapackage,
  spki: string,
): number {
  const { created, software } = list([...resources]);
  const digest = packageDigest(NO_DIGEST, { created, software }, { spki, signature: "A".repeat(128) });
  const rest = (bytes: number): number => {
    const padding = { name: PADDING, path: PADDING, hash: NO_DIGEST, bytes };
    const all = [...resources, padding];
    const files = [
      ...all.map((resource) => ({ path: resource.path, size: resource.bytes })),
      { path: DATAPACKAGE, size: canonicalBytes(list(all)).length },
      { path: DIGEST_FILE, size: canonicalBytes(digest).length },
    ];
    return zipLength(files) - bytes - digitsOf(bytes);
  };
  // the zip's own fields grow at 4 GiB, and with them what is to be filled
  let bytes = paddingFor(rest(0));
  for (let tries = 0; tries < 3; tries++) {
    const again = paddingFor(rest(bytes));
    if (again === bytes) return bytes;
    bytes = again;
  }
  throw new FaultError("export-failed", "padding");
}

/** Length of the zip of such files. */
function zipLength(files: readonly { path: string; size: number }[]): number {
  let offset = 0;
  const laid: Laid[] = [];
  for (const { path, size } of files) {
    laid.push({ path, size, crc: 0, offset });
    offset += localHeader(path).length + size + descriptor(0, size).length;
  }
  return offset + directory(laid, offset).length;
}

/** So many zeros. */
export async function* zeros(length: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(Math.min(length, CHUNK));
  for (let done = 0; done < length; done += CHUNK) yield chunk.subarray(0, Math.min(CHUNK, length - done));
}
