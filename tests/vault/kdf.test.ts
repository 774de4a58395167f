/** From a passphrase to a key: the vector of the RFC, the floor, the calibration. */
import { argon2id as noble } from "@noble/hashes/argon2.js";
import { argon2id } from "hash-wasm";
import { describe, expect, it } from "vitest";
import { toBase64, toHex } from "../../lib/evidence/bytes.ts";
import { calibrate, deriveFromPassphrase, type KdfParameters } from "../../lib/vault/kdf.ts";

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);
const parameters: KdfParameters = {
  name: "argon2id",
  memoryKiB: 65_536,
  passes: 3,
  lanes: 1,
  salt: toBase64(bytes(16, 7)),
};

/** A guess takes half a second or more, by design, and far more on a machine that is busy. */
describe("Argon2id", { timeout: 120_000 }, () => {
  it("is that of RFC 9106 §5.3, and hash-wasm's is the same", async () => {
    // hash-wasm takes no associated data, which the vector has: a second implementation stands between them.
    const options = { t: 3, m: 32, p: 4, dkLen: 32, version: 0x13 };
    const whole = { ...options, key: bytes(8, 3), personalization: bytes(12, 4) };
    expect(toHex(noble(bytes(32, 1), bytes(16, 2), whole))).toBe(
      "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
    );
    const shared = { salt: bytes(16, 2), secret: bytes(8, 3), iterations: 3, parallelism: 4, memorySize: 32 };
    expect(await argon2id({ password: bytes(32, 1), ...shared, hashLength: 32, outputType: "hex" })).toBe(
      toHex(noble(bytes(32, 1), bytes(16, 2), { ...options, key: bytes(8, 3) })),
    );
  });

  it("takes composed and decomposed letters for one passphrase, and another for another", async () => {
    const key = toHex(await deriveFromPassphrase("đường về nhà", parameters));
    expect(toHex(await deriveFromPassphrase("đường về nhà".normalize("NFD"), parameters))).toBe(key);
    expect(toHex(await deriveFromPassphrase("đường về Nhà", parameters))).not.toBe(key);
  });

  it.each([
    { memoryKiB: 65_535 },
    { memoryKiB: 8 },
    { passes: 2 },
    { lanes: 2 },
    { name: "argon2i" },
    { memoryKiB: 4_000_000 },
    { passes: 100_000 },
    { salt: "" },
    { salt: toBase64(bytes(15, 7)).padEnd(24, "=") },
    { more: 1 },
  ])("refuses parameters outside the bounds: %o", async (change) => {
    const altered = { ...parameters, ...change } as KdfParameters;
    await expect(deriveFromPassphrase("x", altered)).rejects.toMatchObject({ code: "vault-damaged" });
  });
});

describe("calibration", { timeout: 120_000 }, () => {
  it("raises the passes until one guess takes half a second", async () => {
    // A machine on which a pass takes 100 ms: three are not enough.
    let passes = 0;
    const times = [0, 300, 300, 300 + 600];
    const { parameters: chosen } = await calibrate("x", () => times[passes++] ?? 0);
    expect(chosen.passes).toBe(6);
    expect(chosen.memoryKiB).toBe(65_536);
  });

  it("stays at the floor where that is slow enough", async () => {
    let at = 0;
    const { parameters: chosen, key } = await calibrate("x", () => 800 * at++);
    expect(chosen.passes).toBe(3);
    expect(toHex(await deriveFromPassphrase("x", chosen))).toBe(toHex(key));
  });
});
