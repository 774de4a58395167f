/** SHA-256 and CRC-32 of things that lie in memory whole, each by itself: several may be under way. */
import { checksumOf, type MakeChecksum } from "./checksum.ts";
import { type MakeHasher, sha256, sha256Stream } from "./digest.ts";
import type { Measured } from "./measure.ts";

export interface Apart {
  /** The bytes are not to change until it has come. */
  measure(bytes: Uint8Array): Promise<Measured>;
  /** A buffer whose bytes `measure` need not copy. */
  buffer(length: number): Uint8Array;
}

/** In the caller's thread; without a hasher WebCrypto hashes beside it. */
export const nearApart = (makeHasher: MakeHasher | undefined, makeChecksum: MakeChecksum): Apart => ({
  async measure(bytes) {
    const hash = makeHasher ? sha256Stream([bytes], makeHasher) : sha256(bytes);
    const crc = await checksumOf(bytes, makeChecksum);
    return { hash: await hash, crc };
  },
  buffer: (length) => new Uint8Array(length),
});
