/**
 * From a passphrase to a key: Argon2id (RFC 9106), 64 MiB, at least three passes, and more where the machine is fast enough
 * to make a guess cheap. What lies below the floor is refused: a header altered to weaker parameters opens nothing.
 */
import { argon2id } from "hash-wasm";
import { z } from "zod";
import { type Bytes, fromBase64, plain, toBase64, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";

const MEMORY_KIB = 65_536;
const PASSES = 3;
const LEAST_MS = 500;
const SALT_BYTES = 16;

/** The upper bounds keep an altered header from exhausting the machine. */
export const KdfParameters = z.strictObject({
  name: z.literal("argon2id"),
  memoryKiB: z.int().min(MEMORY_KIB).max(1_048_576),
  passes: z.int().min(PASSES).max(64),
  lanes: z.literal(1),
  salt: z.string().length(24),
});
export type KdfParameters = z.infer<typeof KdfParameters>;

/**
 * 32 bytes from a passphrase; takes half a second or more by design. Composed and decomposed letters (Vietnamese is typed
 * both ways) are one passphrase: NFKC. @throws FaultError `vault-damaged` for parameters under the floor, `wrong-passphrase` for an empty one.
 */
export async function deriveFromPassphrase(passphrase: string, parameters: KdfParameters): Promise<Bytes> {
  const parsed = KdfParameters.safeParse(parameters);
  const salt = parsed.success ? fromBase64(parsed.data.salt) : null;
  if (!parsed.success || salt?.length !== SALT_BYTES) throw new FaultError("vault-damaged", "key derivation");
  // The library takes no empty one; none is ever set.
  if (passphrase === "") throw new FaultError("wrong-passphrase");
  const { memoryKiB, passes, lanes } = parsed.data;
  return plain(
    await argon2id({
      password: utf8(passphrase.normalize("NFKC")),
      salt,
      memorySize: memoryKiB,
      iterations: passes,
      parallelism: lanes,
      hashLength: 32,
      outputType: "binary",
    }),
  );
}

/**
 * Fresh parameters for this machine, and the key they give for `passphrase`: at least `LEAST_MS` a guess.
 * @param clock milliseconds, for tests
 */
export async function calibrate(
  passphrase: string,
  clock: () => number = () => performance.now(),
): Promise<{ parameters: KdfParameters; key: Bytes }> {
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  const parameters: KdfParameters = {
    name: "argon2id",
    memoryKiB: MEMORY_KIB,
    passes: PASSES,
    lanes: 1,
    salt,
  };
  for (;;) {
    const started = clock();
    const key = await deriveFromPassphrase(passphrase, parameters);
    const took = clock() - started;
    if (took >= LEAST_MS || parameters.passes === 64) return { parameters, key };
    const wanted = Math.ceil((parameters.passes * LEAST_MS * 1.1) / Math.max(took, 1));
    parameters.passes = Math.min(64, Math.max(parameters.passes + 1, wanted));
  }
}
