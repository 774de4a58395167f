/** SHA-256 of what is mostly short: gathered and hashed by WebCrypto in one go, native and beside the caller. */
import { type Hasher, type MakeHasher, sha256 } from "./digest.ts";

/** Longer contents that come in pieces go on as a running hash: WebCrypto cannot, and gathering them fills the memory. */
export const GATHERED = 8 * 1024 * 1024;
const LEAST = 64 * 1024;

/**
 * A maker of hashers over one buffer: use one after the other. A digest may be waited for later: the buffer is free again
 * as soon as it was asked for. `makeLong`: for contents above `GATHERED`.
 */
export function gathering(makeLong: MakeHasher): () => Hasher {
  let buffer = new Uint8Array(LEAST);
  return () => {
    let held = 0;
    let long: Hasher | null = null;
    const goOn = async (bytes: Uint8Array): Promise<void> => {
      long = await makeLong();
      await long.update(buffer.subarray(0, held));
      await long.update(bytes);
    };
    return {
      update(bytes) {
        if (long) return long.update(bytes);
        const length = held + bytes.length;
        if (length > GATHERED) return goOn(bytes);
        if (length > buffer.length) {
          const larger = new Uint8Array(Math.min(GATHERED, Math.max(length, 2 * buffer.length)));
          larger.set(buffer.subarray(0, held));
          buffer = larger;
        }
        buffer.set(bytes, held);
        held = length;
        return undefined;
      },
      // its bytes are copied before this returns
      digest: () => (long ? long.digest() : sha256(buffer.subarray(0, held))),
    };
  };
}
