/**
 * The profile file: JSON around the canonical text that was signed. Signature first, then form, then what a schema
 * cannot say. What comes out can be trusted to be by the key that it names; whose key that is, people compare.
 */
import { z } from "zod";
import { refusedRecipients } from "../bundle/recipients.ts";
import { fromBase64, toBase64, utf8 } from "../evidence/bytes.ts";
import { canonicalText, parseCanonical } from "../evidence/canonical.ts";
import { sha256 } from "../evidence/digest.ts";
import { issueAt, readGiven } from "../evidence/given.ts";
import { inContext, verifyEd25519 } from "../evidence/sign.ts";
import { FaultError } from "../model/fault.ts";
import { PartnerProfile, PublicKey } from "../model/partner.ts";
import { Sha256 } from "../model/statement.ts";

export const CONTEXT = "keepsake-partner-profile-v1";
/** In this context the old key signs `new raw key`, where a partner changes keys. */
export const ROTATION = "keepsake-partner-rotation-v1";
/** Bytes of a profile file; twenty post-quantum recipients are 42,000. */
export const FILE_AT_MOST = 100_000;
const DEPTH = 8;

/** `profile`: JCS text (RFC 8785), signed as UTF-8 in context `keepsake-partner-profile-v1`. `previous`: the key before, which vouches for this one. */
export const ProfileFile = z.strictObject({
  v: z.literal(1),
  type: z.literal("keepsake-partner"),
  keyId: Sha256,
  publicKey: PublicKey,
  signature: z.string().length(88),
  profile: z.string().max(FILE_AT_MOST),
  previous: z.strictObject({ publicKey: PublicKey, signature: z.string().length(88) }).optional(),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

export interface OpenedProfile {
  profile: PartnerProfile;
  /** Fingerprint: SHA-256 of the raw Ed25519 key that signed. */
  keyId: string;
  /** Fingerprint of the key before, where it has signed this one. */
  previous: string | null;
}

/** Opens a profile file's text. @throws FaultError `profile-malformed`, `profile-signature`. */
export async function openProfile(text: string): Promise<OpenedProfile> {
  const file = ProfileFile.safeParse(json(text));
  if (!file.success) throw new FaultError("profile-malformed", `file: ${issueAt(file.error)}`);
  const { publicKey, signature, keyId, previous, profile } = file.data;
  const signed = utf8(profile);
  const key = await holds(publicKey, inContext(CONTEXT, signed), signature);
  if (key === null || key.id !== keyId) throw new FaultError("profile-signature");
  const before =
    previous && (await holds(previous.publicKey, inContext(ROTATION, key.raw), previous.signature));
  if (before === null) throw new FaultError("profile-signature", "previous key");
  return { profile: readProfile(parseCanonical(signed)), keyId, previous: before?.id ?? null };
}

/** A value as a profile. @throws FaultError `profile-malformed`, naming the place. */
export function readProfile(value: unknown): PartnerProfile {
  const parsed = PartnerProfile.safeParse(value);
  if (!parsed.success) throw new FaultError("profile-malformed", issueAt(parsed.error));
  const refused = refusedRecipients(parsed.data.recipients.map(({ recipient }) => recipient));
  if (refused) throw new FaultError("profile-malformed", refused);
  if (!parsed.data.recipients.some(({ role }) => role === "desk"))
    throw new FaultError("profile-malformed", "no recipient of role desk");
  return parsed.data;
}

/** The text of the file to hand out. `sign`: Ed25519 by the profile's key; `previous`: signed by the key before. */
export async function profileFile(
  value: unknown,
  publicKey: Uint8Array,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
  previous?: ProfileFile["previous"],
): Promise<string> {
  const profile = canonicalText(readProfile(value));
  const file: ProfileFile = {
    v: 1,
    type: "keepsake-partner",
    keyId: await sha256(publicKey),
    publicKey: toBase64(publicKey),
    signature: toBase64(await sign(inContext(CONTEXT, utf8(profile)))),
    profile,
    ...(previous ? { previous } : {}),
  };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  await openProfile(text); // nothing is handed out that would be refused
  return text;
}

async function holds(publicKey: string, message: Uint8Array, signature: string) {
  const [raw, signed] = [fromBase64(publicKey), fromBase64(signature)];
  if (!raw || !signed || !(await verifyEd25519(raw, message, signed))) return null;
  return { raw, id: await sha256(raw) };
}

/** Text of lone surrogates is none that was signed. */
function json(text: string): unknown {
  return text.length > FILE_AT_MOST || !text.isWellFormed() ? null : readGiven(text, DEPTH);
}
