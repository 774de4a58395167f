/** SHA-256 for who writes: of files as they pass, and beside them of things that lie in memory whole. */
import { noChecksum } from "./checksum.ts";
import { type MakeHasher, sha256, sha256Stream, wasmHasher } from "./digest.ts";
import { gathering } from "./gather.ts";
import { runningMeasurer } from "./measure.ts";

/** Who hashes and who writes may lag behind by so many chunks: to wait for each other at every one costs more than the memory. */
export const HOLDS = 3;

export interface Hashing {
  /** The next bytes of the present file, which hold until it resolves for the last of `HOLDS` calls, this one the first. */
  pass(pieces: readonly Uint8Array[]): Promise<void>;
  /** Of all that has passed since the last, labelled; the next file may begin before it has come. */
  file(): Promise<string>;
  /** Of bytes by themselves, labelled; several may be under way. The bytes hold until it has come. */
  alone(bytes: Uint8Array): Promise<string>;
  /** Bytes that should be with `alone` beside those that are written: a thread that runs dry costs more than the memory. */
  readonly ahead: number;
  /** A buffer whose bytes need not be copied. */
  buffer(length: number): Uint8Array;
  /** Ends a thread, where there is one. */
  stop?(): void;
}

/** In the caller's thread; without a hasher WebCrypto hashes beside it what it can. */
export function nearHashing(makeHasher?: MakeHasher): Hashing {
  const files = runningMeasurer(makeHasher ?? gathering(wasmHasher), noChecksum);
  return {
    async pass(pieces) {
      for (const piece of pieces) await files.update(piece);
    },
    file: async () => (await files.finish()).hash,
    alone: async (bytes) => (makeHasher ? sha256Stream([bytes], makeHasher) : sha256(bytes)),
    ahead: 0,
    buffer: (length) => new Uint8Array(length),
  };
}
