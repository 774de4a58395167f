/**
 * A desk's folder: `profile.json` to hand out; `profile-key.json` and `escrow-identity.txt` to be kept offline;
 * `desk-identity.txt` where files are opened; `receipt-key.json` where they arrive.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import { inContext } from "../evidence/sign.ts";
import { type SigningKey, signerOf } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import type { PartnerProfile, PartnerRecipient } from "../model/partner.ts";
import { openProfile, profileFile, ROTATION } from "../partner/profile.ts";
import { readKey, writeKey, writeSecret } from "./key-file.ts";

/** What a desk says of itself; keys and dates are added. */
export type Particulars = Pick<
  PartnerProfile,
  "name" | "languages" | "intake" | "stamps" | "packKey" | "asks" | "privacy" | "contact"
>;

export interface Making {
  postQuantum: boolean;
  escrow: boolean;
  /** RFC 3339 UTC with milliseconds. */
  now: string;
  validUntil: string;
}

/** Makes keys and profile in a new folder. Nothing that exists is written over. */
export async function initDesk(folder: string, particulars: Particulars, making: Making): Promise<void> {
  await mkdir(folder, { recursive: true });
  const key = await writeKey(join(folder, "profile-key.json"), "keepsake-partner-key");
  await writeFile(join(folder, "profile.json"), await newProfile(folder, particulars, making, key), {
    flag: "wx",
  });
}

/**
 * New keys of every kind and a profile that the old key vouches for. The old files stay beside the new ones, marked
 * with the date: what was sent to the old keys can still be opened.
 */
export async function rotateDesk(folder: string, making: Making): Promise<void> {
  const old = await readKey(join(folder, "profile-key.json"), "keepsake-partner-key");
  const { profile } = await openProfile(await readFile(join(folder, "profile.json"), "utf8"));
  if (making.now <= profile.issuedAt) throw new FaultError("profile-older");
  const aside = `before-${making.now.slice(0, 19).replaceAll(":", "")}`;
  await mkdir(join(folder, aside));
  for (const name of ["profile-key.json", "receipt-key.json", "desk-identity.txt", "escrow-identity.txt"])
    await rename(join(folder, name), join(folder, aside, name)).catch(passOverMissing);
  const key = await writeKey(join(folder, "profile-key.json"), "keepsake-partner-key");
  const raw = fromBase64(key.publicKey) ?? new Uint8Array();
  const vouching = await signerOf(old);
  const previous = {
    publicKey: old.publicKey,
    signature: toBase64(await vouching.sign(inContext(ROTATION, raw))),
  };
  const text = await newProfile(folder, profile, making, key, previous);
  await rename(join(folder, "profile.json"), join(folder, aside, "profile.json"));
  await writeFile(join(folder, "profile.json"), text, { flag: "wx" });
}

async function newProfile(
  folder: string,
  particulars: Particulars,
  making: Making,
  key: SigningKey,
  previous?: { publicKey: string; signature: string },
): Promise<string> {
  const { name, languages, intake, stamps, packKey, asks, privacy, contact } = particulars;
  const receiptKey = await writeKey(join(folder, "receipt-key.json"), "keepsake-receipt-key");
  const recipients: PartnerRecipient[] = [
    { role: "desk", recipient: await newIdentity(join(folder, "desk-identity.txt"), making) },
  ];
  if (making.escrow)
    recipients.push({
      role: "escrow",
      recipient: await newIdentity(join(folder, "escrow-identity.txt"), making),
    });
  const { publicKey, sign } = await signerOf(key);
  const profile: PartnerProfile = {
    v: 1,
    type: "partner",
    name,
    languages,
    issuedAt: making.now,
    validUntil: making.validUntil,
    recipients,
    receiptKeys: [receiptKey.publicKey],
    asks,
    privacy,
    contact,
    ...(intake ? { intake } : {}),
    ...(stamps ? { stamps } : {}),
    ...(packKey ? { packKey } : {}),
  };
  return profileFile(profile, publicKey, sign, previous);
}

/** An age identity file as `age-keygen` writes it, so that `age -d -i` reads it too. Gives the recipient. */
async function newIdentity(path: string, { postQuantum, now }: Making): Promise<string> {
  const identity = await (postQuantum ? generateHybridIdentity() : generateX25519Identity());
  const recipient = await identityToRecipient(identity);
  await writeSecret(path, `# created: ${now}\n# public key: ${recipient}\n${identity}\n`);
  return recipient;
}

function passOverMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
