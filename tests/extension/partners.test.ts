/** What a profile file means beside those that are kept: a change of key is never taken without its being vouched for or confirmed. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SigningKey } from "../../lib/evidence/signing-key.ts";
import { keepProfile, lookAtPartner, noteCompared } from "../../lib/extension/partners.ts";
import type { PartnerProfile } from "../../lib/model/partner.ts";
import { database } from "../../lib/vault/database.ts";
import { changePartner, isWhole, listPartners } from "../../lib/vault/partners.ts";
import { fileOf, LATER, newKey, profileOf } from "../partner/made.ts";
import { stubLocks } from "../vault/locks.ts";

vi.mock("wxt/browser", () => ({ browser: {} }));

const NOW = "2026-05-01T08:00:00.000Z";
const [key, other, third] = [await newKey(), await newKey(), await newKey()];
const made = async (change: Partial<PartnerProfile> = {}, by: SigningKey = key, before?: SigningKey) =>
  fileOf(await profileOf(change), by, before);
const kept = async () => (await listPartners()).filter(isWhole);
const standing = async (file: string) => (await lookAtPartner(file, NOW)).standing;

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
});

describe("a profile file beside the kept ones", () => {
  it("is new, then the same, newer or older; the newer takes the place, the older is refused", async () => {
    const [first, second] = [await made(), await made({ issuedAt: LATER })];
    expect(await standing(first)).toBe("new");
    const id = await keepProfile(first, null, NOW);
    expect(await standing(first)).toBe("same");
    expect(await standing(second)).toBe("newer");
    expect(await keepProfile(second, null, NOW)).toBe(id);
    expect(await standing(first)).toBe("older");
    await expect(keepProfile(first, key.keyId, NOW)).rejects.toMatchObject({ code: "profile-older" });
    expect((await kept()).map(({ opened }) => opened.profile.issuedAt)).toEqual([LATER]);
  });

  it("of another key is refused unless the old one signed it, or the person confirmed that very key", async () => {
    const id = await keepProfile(await made(), key.keyId, NOW);
    const foreign = await made({ issuedAt: LATER }, other);
    expect(await standing(foreign)).toBe("key-changed");
    await expect(keepProfile(foreign, null, NOW)).rejects.toMatchObject({ code: "profile-key-changed" });
    await expect(keepProfile(foreign, key.keyId, NOW)).rejects.toMatchObject({ code: "bad-request" });
    expect((await kept()).map(({ opened }) => opened.keyId)).toEqual([key.keyId]);

    const vouched = await made({ issuedAt: LATER }, third, key);
    expect(await standing(vouched)).toBe("rotated");
    expect(await keepProfile(vouched, null, LATER)).toBe(id);
    expect(await kept()).toMatchObject([{ id, comparedAt: NOW, opened: { keyId: third.keyId } }]);

    expect(await keepProfile(foreign, other.keyId, LATER)).toBe(id);
    expect(await kept()).toMatchObject([{ id, comparedAt: LATER, opened: { keyId: other.keyId } }]);
  });

  it.each([
    ["name, spelt alike", { name: "NHA  lưu-giữ" }],
    ["intake", { name: "Ai Khác", intake: "https://intake.example/files" }],
  ])(
    "of an unknown key with the %s of a known partner is their key changed, not somebody new",
    async (_, claim) => {
      await keepProfile(await made({ intake: "https://intake.example/files" }), null, NOW);
      expect(await standing(await made(claim, other))).toBe("key-changed");
    },
  );

  it("with a recipient of a known partner is too; with nothing of theirs it is another partner", async () => {
    const profile = await profileOf();
    await keepProfile(await fileOf(profile, key), null, NOW);
    const stolen = { ...profile, name: "Ai Khác" };
    expect(await standing(await fileOf(stolen, other))).toBe("key-changed");
    const stranger = await made({ name: "Ai Khác" }, other);
    expect(await standing(stranger)).toBe("new");
    await keepProfile(stranger, null, NOW);
    expect(await kept()).toHaveLength(2);
  });

  it("that has expired is not taken at all", async () => {
    const expired = await made({ validUntil: NOW });
    await expect(lookAtPartner(expired, NOW)).rejects.toMatchObject({ code: "profile-expired" });
    await expect(keepProfile(expired, key.keyId, NOW)).rejects.toMatchObject({ code: "profile-expired" });
  });
});

describe("what the person said of a partner", () => {
  it("holds for the fingerprint that they saw, and for what that key signs", async () => {
    const id = await keepProfile(await made(), null, NOW);
    await expect(noteCompared(id, other.keyId, true)).rejects.toMatchObject({ code: "bad-request" });
    await noteCompared(id, key.keyId, true);
    expect((await kept())[0]?.comparedAt).not.toBeNull();
    await keepProfile(await made({ issuedAt: LATER }), null, NOW);
    expect((await kept())[0]?.comparedAt).not.toBeNull();
    await noteCompared(id, key.keyId, false);
    expect((await kept())[0]?.comparedAt).toBeNull();
  });

  it("a token goes to the intake it was given for, and to no other", async () => {
    const intake = "https://intake.example/files";
    const id = await keepProfile(await made({ intake }), null, NOW);
    await changePartner(id, { token: "t" });
    await keepProfile(await made({ intake, issuedAt: LATER }), null, NOW);
    expect((await kept())[0]?.token).toBe("t");
    const moved = { intake: "https://elsewhere.example/files", issuedAt: "2026-04-03T00:00:00.000Z" };
    await keepProfile(await made(moved), null, NOW);
    expect((await kept())[0]?.token).toBeNull();
  });
});
