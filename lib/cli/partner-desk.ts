/**
 * A desk's folder: `profile.json` to hand out; `profile-key.json` and `escrow-identity.txt` to be kept offline;
 * `desk-identity.txt` where files are opened; `receipt-key.json` where they arrive.
 */
import { constants } from "node:fs";
import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import { inContext } from "../evidence/sign.ts";
import { type SigningKey, signerOf } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import type { PartnerProfile, PartnerRecipient } from "../model/partner.ts";
import { openProfile, ProfileFile, profileFile, ROTATION } from "../partner/profile.ts";
import { readKey, writeKey, writeSecret } from "./key-file.ts";
import { isMissing } from "./missing.ts";

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
  const aside = asideOf(folder, making.now);
  await mkdir(aside);
  for (const name of ["profile-key.json", "receipt-key.json", "desk-identity.txt", "escrow-identity.txt"])
    await rename(join(folder, name), join(aside, name)).catch(passOverMissing);
  const key = await writeKey(join(folder, "profile-key.json"), "keepsake-partner-key");
  const raw = fromBase64(key.publicKey) ?? new Uint8Array();
  const vouching = await signerOf(old);
  const previous = {
    publicKey: old.publicKey,
    signature: toBase64(await vouching.sign(inContext(ROTATION, raw))),
  };
  const text = await newProfile(folder, profile, making, key, previous);
  await rename(join(folder, "profile.json"), join(aside, "profile.json"));
  await writeFile(join(folder, "profile.json"), text, { flag: "wx" });
}

/**
 * The same keys, with new dates and, where given, new particulars: for whoever has the profile it is a newer one by the
 * key they compared. The old one goes aside; a key before that still vouches.
 */
export async function renewDesk(
  folder: string,
  particulars: Particulars | null,
  { now, validUntil }: Pick<Making, "now" | "validUntil">,
): Promise<void> {
  const key = await readKey(join(folder, "profile-key.json"), "keepsake-partner-key");
  const path = join(folder, "profile.json");
  const text = await readFile(path, "utf8");
  const { profile, keyId } = await openProfile(text);
  const { publicKey, sign } = await signerOf(key);
  if ((await sha256(publicKey)) !== keyId) throw new FaultError("key-file", "not of this profile");
  if (now <= profile.issuedAt) throw new FaultError("profile-older");
  const { previous } = ProfileFile.parse(JSON.parse(text));
  const { recipients, receiptKeys } = profile;
  const next = said(particulars ?? profile, { issuedAt: now, validUntil, recipients, receiptKeys });
  const file = await profileFile(next, publicKey, sign, previous);
  const aside = asideOf(folder, now);
  await mkdir(aside);
  // First written, then put in place: at no moment is there none.
  await writeFile(join(aside, "next.json"), file, { flag: "wx" });
  await copyFile(path, join(aside, "profile.json"), constants.COPYFILE_EXCL);
  await rename(join(aside, "next.json"), path);
}

const asideOf = (folder: string, now: string): string =>
  join(folder, `before-${now.slice(0, 19).replaceAll(":", "")}`);

/** A profile of what a desk says of itself, and what is added. */
function said(
  { name, languages, intake, stamps, packKey, asks, privacy, contact }: Particulars,
  added: Pick<PartnerProfile, "issuedAt" | "validUntil" | "recipients" | "receiptKeys">,
): PartnerProfile {
  return {
    v: 1,
    type: "partner",
    name,
    languages,
    ...added,
    asks,
    privacy,
    contact,
    ...(intake ? { intake } : {}),
    ...(stamps ? { stamps } : {}),
    ...(packKey ? { packKey } : {}),
  };
}

async function newProfile(
  folder: string,
  particulars: Particulars,
  making: Making,
  key: SigningKey,
  previous?: { publicKey: string; signature: string },
): Promise<string> {
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
  const profile = said(particulars, {
    issuedAt: making.now,
    validUntil: making.validUntil,
    recipients,
    receiptKeys: [receiptKey.publicKey],
  });
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
  if (!isMissing(error)) throw error;
}
