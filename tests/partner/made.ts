/** Partner profiles of invented desks. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64, toBase64 } from "../../lib/evidence/bytes.ts";
import { inContext } from "../../lib/evidence/sign.ts";
import { newSigningKey, type SigningKey, signerOf } from "../../lib/evidence/signing-key.ts";
import type { PartnerProfile } from "../../lib/model/partner.ts";
import { profileFile, ROTATION } from "../../lib/partner/profile.ts";

export const ISSUED = "2026-04-01T00:00:00.000Z";
export const LATER = "2026-04-02T00:00:00.000Z";

export const newKey = (): Promise<SigningKey> => newSigningKey("keepsake-partner-key");

/** What an invented desk says of itself, with a fresh recipient. */
export async function profileOf(change: Partial<PartnerProfile> = {}): Promise<PartnerProfile> {
  return {
    v: 1,
    type: "partner",
    name: "Nhà Lưu Giữ",
    languages: ["vi", "en"],
    issuedAt: ISSUED,
    validUntil: "2028-04-01T00:00:00.000Z",
    recipients: [
      { role: "desk", recipient: await identityToRecipient(await generateX25519Identity()) },
      { role: "escrow", recipient: await identityToRecipient(await generateX25519Identity()) },
    ],
    receiptKeys: [],
    asks: { withhold: ["Tên người bình luận"], include: [] },
    privacy: "Hai người đọc; xóa sau ba năm.",
    contact: "+84 000 000 000",
    ...change,
  };
}

/** The file, signed by `key`; `before`: the key that vouches for it. */
export async function fileOf(profile: PartnerProfile, key: SigningKey, before?: SigningKey): Promise<string> {
  const { publicKey, sign } = await signerOf(key);
  if (!before) return profileFile(profile, publicKey, sign);
  const vouching = await (await signerOf(before)).sign(
    inContext(ROTATION, fromBase64(key.publicKey) ?? new Uint8Array()),
  );
  return profileFile(profile, publicKey, sign, {
    publicKey: before.publicKey,
    signature: toBase64(vouching),
  });
}
