/** Keys and the signed manifest, and that they agree with each other and with the list of files (FORMAT §5, §7). */
import type { Datapackage } from "../bundle/datapackage.ts";
import { MANIFEST, Manifest, ManifestSignature, manifestSigned, SIGNATURE } from "../bundle/manifest.ts";
import { sha256 } from "../evidence/digest.ts";
import { KeysStatement, keysHold, originOf } from "../evidence/keys.ts";
import { add, type Check, loadJson } from "./check.ts";

const KEYS = "keys/device.json";

/**
 * Checks keys/device.json. Gives the statement where its bindings hold. `publicKey`: what signed the list of files;
 * `packager`: what must have, where it is not the case.
 */
export async function checkKeys(
  check: Check,
  publicKey: string | null,
  packager: string | null,
): Promise<{ keys: KeysStatement; digest: string } | null> {
  const loaded = await loadJson(check, KEYS, KeysStatement, "keys-malformed");
  if (!loaded) return null;
  if (!(await keysHold(loaded.value))) {
    add(check, "keys-unbound", KEYS);
    return null;
  }
  if (publicKey !== null && publicKey !== (packager ?? loaded.value.p384Spki)) add(check, "keys-other", KEYS);
  else add(check, "keys-hold");
  return { keys: loaded.value, digest: await sha256(loaded.bytes) };
}

/** Checks the manifest. Gives it, and whether the key of the case signed it. */
export async function checkManifest(
  check: Check,
  device: { keys: KeysStatement; digest: string } | null,
  datapackage: Datapackage | null,
  packager: string | null,
): Promise<{ manifest: Manifest; signed: boolean } | null> {
  const loaded = await loadJson(check, MANIFEST, Manifest, "manifest-malformed");
  const signature = await loadJson(check, SIGNATURE, ManifestSignature, "manifest-signature-malformed");
  if (!loaded) return null;
  const manifest = loaded.value;
  if (datapackage) {
    const { created, software, title } = datapackage;
    const same = packager !== null || (manifest.createdAt === created && manifest.tool === software);
    if (!same || title !== `Keepsake ${manifest.bundleId}`) add(check, "manifest-disagrees", MANIFEST);
    const hashes = new Map(datapackage.resources.map(({ path, hash }) => [path, hash]));
    const { readme, verify } = manifest.docs;
    if (hashes.get("docs/readme.txt") !== readme || hashes.get("docs/verify.txt") !== verify)
      add(check, "docs-changed", "docs/");
  }
  if (!signature) return { manifest, signed: false };
  if (!(await manifestSigned(loaded.bytes, signature.value))) {
    add(check, "manifest-signature-wrong", SIGNATURE);
    return { manifest, signed: false };
  }
  if (!device) return { manifest, signed: false }; // whose key it is cannot be said; the check of keys has told why
  const ours =
    device.keys.keyId === manifest.keyId &&
    device.digest === manifest.keys &&
    device.keys.ed25519 === signature.value.publicKey &&
    originOf(manifest.keyId) === manifest.custody.origin;
  add(check, ours ? "manifest-signature-holds" : "manifest-key-other", SIGNATURE);
  return { manifest, signed: ours };
}
