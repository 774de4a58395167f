/** The pack in the vault: taken on after the fingerprint was confirmed, pinned, replaced only by the same issuer, never trusted unread. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fromUtf8 } from "../../lib/evidence/bytes.ts";
import { canonicalText } from "../../lib/evidence/canonical.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import {
  lookAtPack,
  packState,
  pinIssuer,
  removePack,
  rulesInForce,
  usePack,
} from "../../lib/extension/packs.ts";
import { signPack } from "../../lib/packs/sign.ts";
import { database } from "../../lib/vault/database.ts";
import { writeSetting } from "../../lib/vault/settings.ts";
import { key, otherKeyId, pack, signedText } from "../packs/pack.ts";
import { stubLocks } from "../vault/locks.ts";

const file = await signPack(pack, key);
const next = await signPack({ ...pack, version: "2026.12-2" }, key);
const foreign = await signPack({ ...pack, name: "Nhà Khác" }, await newSigningKey("keepsake-pack-key"));

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
  await removePack(true);
});

describe("the rule pack", () => {
  it("is looked at without being kept", async () => {
    expect(await lookAtPack(file)).toMatchObject({ name: pack.name, keyId: key.keyId });
    expect(await packState()).toEqual({ issuer: null, pack: null, fault: null });
    expect(await rulesInForce()).toBeNull();
  });

  it("is in force once the person confirmed its issuer, and named as it is", async () => {
    await expect(usePack(file, otherKeyId)).rejects.toMatchObject({ code: "pack-key-unknown" });
    expect(await rulesInForce()).toBeNull();
    await usePack(file, key.keyId);
    expect(await rulesInForce()).toEqual(pack);
    expect(await packState()).toMatchObject({ issuer: key.keyId, pack: { version: pack.version } });
  });

  it("is replaced only by the same issuer's", async () => {
    await usePack(file, key.keyId);
    await expect(lookAtPack(foreign)).rejects.toMatchObject({ code: "pack-key-unknown" });
    const { keyId } = JSON.parse(foreign) as { keyId: string };
    await expect(usePack(foreign, keyId)).rejects.toMatchObject({ code: "pack-key-unknown" });
    await usePack(next, key.keyId);
    expect((await rulesInForce())?.version).toBe("2026.12-2");
    await removePack(false);
    expect(await rulesInForce()).toBeNull();
    await expect(lookAtPack(foreign)).rejects.toMatchObject({ code: "pack-key-unknown" });
    await removePack(true);
    expect(await lookAtPack(foreign)).toMatchObject({ name: "Nhà Khác" });
  });

  it("of an issuer confirmed before there was one needs no further comparing, and no other issuer can be", async () => {
    await pinIssuer(key.keyId);
    expect(await packState()).toEqual({ issuer: key.keyId, pack: null, fault: null });
    await expect(lookAtPack(foreign)).rejects.toMatchObject({ code: "pack-key-unknown" });
    await expect(pinIssuer(otherKeyId)).rejects.toMatchObject({ code: "pack-key-unknown" });
    await usePack(file, key.keyId);
    await pinIssuer(key.keyId);
    expect(await rulesInForce()).toEqual(pack);
  });

  it("that is wrong leaves the one in force", async () => {
    await usePack(file, key.keyId);
    const malformed = fromUtf8(await signedText(canonicalText({ ...pack, v: 9 }))) ?? "";
    await expect(usePack(malformed, key.keyId)).rejects.toMatchObject({ code: "pack-malformed" });
    await expect(usePack(file.replace("gac-may", "gac-mai"), key.keyId)).rejects.toMatchObject({
      code: "pack-signature",
    });
    expect(await rulesInForce()).toEqual(pack);
  });

  it("that was changed where it is kept is not used, and the person is told", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await removePack(true);
    await writeSetting("rule-pack", { issuer: key.keyId, file: file.replace("gac-may", "gac-mai") });
    expect(await rulesInForce()).toBeNull();
    expect(await packState()).toMatchObject({ pack: null, fault: { code: "pack-signature" } });
    quiet.mockRestore();
  });
});
