/** SHA-256 and CRC-32 of files as they pass, one after the other. */
import { type Checksum, checksumOf, type MakeChecksum } from "./checksum.ts";
import { type Hasher, type MakeHasher, sha256 } from "./digest.ts";

export interface Measured {
  /** `sha256:` + hex. */
  hash: string;
  crc: number;
}

/** Takes files one after the other. It may run elsewhere: then what it returns is to be awaited, in turn. */
export interface Measurer {
  update(bytes: Uint8Array): void | Promise<void>;
  /** Instead of `update`, once: all bytes of the file, where hashing them in one go is faster. */
  whole?(bytes: Uint8Array): Promise<void>;
  /** Of all bytes since the last; the next file may begin before this has come. */
  finish(): Promise<Measured>;
  /** A buffer of 1 MiB or more whose bytes `update` need not copy; it holds until the fourth after it is asked for. */
  room?(): Promise<Uint8Array>;
  /** Ends a thread, where there is one. */
  stop?(): void;
}

/** One over hashers and checksums of these makers. */
export function runningMeasurer(makeHasher: MakeHasher, makeChecksum: MakeChecksum): Measurer {
  let running: { hasher: Hasher; checksum: Checksum } | null = null;
  const begin = async () => ({ hasher: await makeHasher(), checksum: await makeChecksum() });
  return {
    async update(bytes) {
      running ??= await begin();
      running.checksum.update(bytes);
      await running.hasher.update(bytes);
    },
    async finish() {
      const { hasher, checksum } = running ?? (await begin());
      running = null;
      const crc = checksum.value();
      return { hash: await hasher.digest(), crc };
    },
  };
}

/** Files that lie in memory whole are hashed by WebCrypto, which is native; others in WebAssembly, as they pass. */
export function nativeMeasurer(makeHasher: MakeHasher, makeChecksum: MakeChecksum): Measurer {
  const running = runningMeasurer(makeHasher, makeChecksum);
  let measured: Promise<Measured> | null = null;
  return {
    update: (bytes) => running.update(bytes),
    async whole(bytes) {
      const hash = sha256(bytes); // has copied them before it returns
      const crc = await checksumOf(bytes, makeChecksum);
      measured = hash.then((found) => ({ hash: found, crc }));
      measured.catch(() => undefined); // told where it is awaited
    },
    finish() {
      const found = measured ?? running.finish();
      measured = null;
      return found;
    },
  };
}
