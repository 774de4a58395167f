/** The header opens with its passphrase and unaltered, or not at all. */
import { beforeAll, describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../../lib/evidence/bytes.ts";
import {
  newSecrets,
  unwrapSecrets,
  type VaultHeader,
  type VaultSecrets,
  wrapSecrets,
} from "../../lib/vault/header.ts";

type Wrapped = Extract<VaultHeader, { kind: "passphrase" }>;
const PASSPHRASE = "con mèo xanh ngủ trên mái";
let secrets: VaultSecrets;
let other: VaultSecrets;
let header: Wrapped;

beforeAll(async () => {
  [secrets, other] = await Promise.all([newSecrets(), newSecrets()]);
  const made = await wrapSecrets(secrets, PASSPHRASE);
  if (made.kind !== "passphrase") throw new Error("not wrapped");
  header = made;
}, 120_000);

/** A guess takes half a second or more, by design, and far more on a machine that is busy. */
describe("the header", { timeout: 120_000 }, () => {
  it("gives the secrets back for the passphrase", async () => {
    expect(await unwrapSecrets(structuredClone(header), PASSPHRASE)).toEqual(secrets);
  });

  it("holds no secret in clear", () => {
    const text = JSON.stringify(header);
    expect(text).not.toContain(toBase64(secrets.dataKey));
    expect(text).not.toContain("AGE-SECRET");
  });

  it("refuses another passphrase", async () => {
    await expect(unwrapSecrets(header, "con mèo xanh ngủ")).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    await expect(unwrapSecrets(header, "")).rejects.toMatchObject({ code: "wrong-passphrase" });
  });

  it("refuses an exchanged id, recipient or parameter, though the passphrase is right", async () => {
    const flipped = fromBase64(header.wrapped) ?? new Uint8Array();
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const altered: Wrapped[] = [
      { ...header, id: other.id },
      { ...header, recipient: other.recipient },
      { ...header, kdf: { ...header.kdf, passes: header.kdf.passes + 1 } },
      { ...header, kdf: { ...header.kdf, salt: toBase64(new Uint8Array(16)) } },
      { ...header, wrapped: toBase64(flipped) },
    ];
    for (const one of altered)
      await expect(unwrapSecrets(one, PASSPHRASE)).rejects.toMatchObject({ code: "wrong-passphrase" });
  });

  it("refuses parameters under the floor before it derives anything", async () => {
    for (const kdf of [
      { ...header.kdf, memoryKiB: 19_456 },
      { ...header.kdf, passes: 1 },
    ])
      await expect(unwrapSecrets({ ...header, kdf }, PASSPHRASE)).rejects.toMatchObject({
        code: "vault-damaged",
      });
    for (const broken of [null, {}, { ...header, v: 2 }, { ...header, more: 1 }, { ...header, wrapped: "!" }])
      await expect(unwrapSecrets(broken, PASSPHRASE)).rejects.toMatchObject({ code: "vault-damaged" });
  });

  it("under a new passphrase wraps the same secrets", async () => {
    const changed = await wrapSecrets(secrets, "mới hoàn toàn");
    expect(await unwrapSecrets(changed, "mới hoàn toàn")).toEqual(secrets);
    await expect(unwrapSecrets(changed, PASSPHRASE)).rejects.toMatchObject({ code: "wrong-passphrase" });
  });

  it("is open where no passphrase is wanted, and says so", async () => {
    const open = await wrapSecrets(secrets, null);
    expect(open.kind).toBe("open");
    expect(await unwrapSecrets(open, "")).toEqual(secrets);
  });
});
