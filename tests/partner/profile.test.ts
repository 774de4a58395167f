/** Partner profiles: what opens, what is refused, and what a new one means beside the kept one. */

import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../../lib/evidence/bytes.ts";
import { inContext } from "../../lib/evidence/sign.ts";
import { newSigningKey, type SigningKey, signerOf } from "../../lib/evidence/signing-key.ts";
import type { PartnerProfile } from "../../lib/model/partner.ts";
import { openProfile, profileFile, ROTATION } from "../../lib/partner/profile.ts";
import { isExpired, standingOf } from "../../lib/partner/trust.ts";
import { codeOf } from "../fixtures/code-of.ts";

const key = await newSigningKey("keepsake-partner-key");
const other = await newSigningKey("keepsake-partner-key");
const classic = await identityToRecipient(await generateX25519Identity());
const profile: PartnerProfile = {
  v: 1,
  type: "partner",
  name: "Nhà Lưu Giữ",
  languages: ["vi", "en"],
  issuedAt: "2026-11-01T00:00:00.000Z",
  validUntil: "2028-11-01T00:00:00.000Z",
  recipients: [{ role: "desk", recipient: classic }],
  intake: "https://intake.nha-luu-giu.example/files",
  receiptKeys: [other.publicKey],
  asks: { withhold: ["Tên người bình luận"], include: [] },
  privacy: "Hai người đọc; xóa sau ba năm.",
  contact: "+84 000 000 000",
};

const fileOf = async (
  value: unknown,
  by: SigningKey = key,
  previous?: { publicKey: string; signature: string },
) => {
  const { publicKey, sign } = await signerOf(by);
  return profileFile(value, publicKey, sign, previous);
};
const vouched = async (by: SigningKey, next: SigningKey) => ({
  publicKey: by.publicKey,
  signature: toBase64(
    await (await signerOf(by)).sign(inContext(ROTATION, fromBase64(next.publicKey) ?? new Uint8Array())),
  ),
});

describe("a profile file", () => {
  it("opens with the fingerprint of the key that signed it", async () => {
    expect(await openProfile(await fileOf(profile))).toEqual({ profile, keyId: key.keyId, previous: null });
  });

  it("is refused where one letter of what was signed is another, or the key is", async () => {
    const text = await fileOf(profile);
    expect(await codeOf(openProfile(text.replace("Nhà Lưu Giữ", "Nhà Lưu Giư")))).toBe("profile-signature");
    expect(await codeOf(openProfile(text.replace(key.publicKey, other.publicKey)))).toBe("profile-signature");
    expect(await codeOf(openProfile(text.replace(key.keyId, other.keyId)))).toBe("profile-signature");
  });

  it.each([
    ["a thousand recipients", { recipients: Array.from({ length: 1000 }, () => profile.recipients[0]) }],
    ["the same recipient twice", { recipients: [profile.recipients[0], profile.recipients[0]] }],
    ["no desk", { recipients: [{ role: "escrow", recipient: classic }] }],
    [
      "a secret key instead of a recipient",
      { recipients: [{ role: "desk", recipient: "AGE-SECRET-KEY-1" }] },
    ],
    ["an intake without https", { intake: "http://intake.example/files" }],
    ["an intake with a login in it", { intake: "https://me:secret@intake.example/" }],
    ["an intake with a query", { intake: "https://intake.example/?who=1" }],
    ["a name that turns the line around", { name: "Nhà\u202eữiG" }],
    ["a member nobody knows", { surprise: 1 }],
  ])("is neither made nor opened with %s", async (_, change) => {
    expect(await codeOf(fileOf({ ...profile, ...change }))).toBe("profile-malformed");
  });

  it("is not made for classic and post-quantum keys together", async () => {
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    const recipients = [...profile.recipients, { role: "escrow", recipient: hybrid }];
    expect(await codeOf(fileOf({ ...profile, recipients }))).toBe("profile-malformed");
    const pure = [{ role: "desk", recipient: hybrid }];
    expect(await codeOf(fileOf({ ...profile, recipients: pure }))).toBe("fine");
  });

  it("anything else is refused by a fault, never by a crash", async () => {
    const text = await fileOf(profile);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat(text.length - 1).map((at) => text.slice(0, at)),
          fc
            .tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }))
            .map(([at, put]) => text.slice(0, at) + put + text.slice(at + put.length)),
        ),
        async (input) => {
          const code = await codeOf(openProfile(input));
          if (code === "fine") expect(JSON.parse(input)).toEqual(JSON.parse(text));
          else expect(["profile-malformed", "profile-signature"]).toContain(code);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a new profile beside the kept one", () => {
  const at = (issuedAt: string) => ({ ...profile, issuedAt });
  const opened = async (...args: Parameters<typeof fileOf>) => openProfile(await fileOf(...args));
  const later = "2026-12-01T00:00:00.000Z";

  it("is new, the same, newer or older by the same key", async () => {
    const kept = await opened(profile);
    expect(standingOf(null, kept)).toBe("new");
    expect(standingOf(kept, await opened(profile))).toBe("same");
    expect(standingOf(kept, await opened(at(later)))).toBe("newer");
    expect(standingOf(await opened(at(later)), kept)).toBe("older");
  });

  it("has changed its key unless the kept key signed the new one", async () => {
    const kept = await opened(profile);
    expect(standingOf(kept, await opened(at(later), other))).toBe("key-changed");
    expect(standingOf(kept, await opened(at(later), other, await vouched(key, other)))).toBe("rotated");
    expect(standingOf(kept, await opened(profile, other, await vouched(key, other)))).toBe("older");
  });

  it("a vouching signature of another key, or over another key, is refused", async () => {
    const stranger = await newSigningKey("keepsake-partner-key");
    const kept = await opened(profile);
    expect(standingOf(kept, await opened(at(later), other, await vouched(stranger, other)))).toBe(
      "key-changed",
    );
    expect(await codeOf(fileOf(at(later), other, await vouched(key, stranger)))).toBe("profile-signature");
  });

  it("expires on the instant it names", async () => {
    const kept = await opened(profile);
    expect(isExpired(kept, "2028-10-31T23:59:59.999Z")).toBe(false);
    expect(isExpired(kept, profile.validUntil)).toBe(true);
  });
});
