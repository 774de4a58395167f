/** SHA-256 (FIPS 180-4), always spelled `sha256:` and 64 lowercase hex digits. */
import { createSHA256, type IHasher } from "hash-wasm";
import { type Bytes, fromHex, plain, toHex } from "./bytes.ts";

/** Before the first: 64 zeros. */
export const NO_DIGEST = `sha256:${"0".repeat(64)}`;

/** A running SHA-256. One use: nothing after `digest`. It may run elsewhere: then what it returns is to be awaited, in turn. */
export interface Hasher {
  /** Takes a copy of the bytes, or is done with them when the promise resolves. */
  update(bytes: Uint8Array): void | Promise<void>;
  /** `sha256:` + hex. */
  digest(): string | Promise<string>;
}
/** Makes a running SHA-256; Node hands in its own, faster one. */
export type MakeHasher = () => Hasher | Promise<Hasher>;

/** The hasher that runs everywhere: hash-wasm (150-220 MB/s; `subtle` has no streaming). */
export const wasmHasher: MakeHasher = async () => {
  const running = await createSHA256();
  return {
    update: (bytes) => {
      running.update(bytes);
    },
    digest: () => label(running.digest("binary")),
  };
};

/** `sha256:` + hex of 32 raw bytes. */
export const label = (raw: Uint8Array): string => `sha256:${toHex(raw)}`;

/** The 32 raw bytes of a labelled digest, or null where it is not one. */
export function unlabel(digest: string): Bytes | null {
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? fromHex(digest.slice(7)) : null;
}

/** Up to here WebAssembly is no slower than the way to WebCrypto's thread and back (2 against 15 µs for a leaf, 2026-11). */
const SMALL = 16384;
/** One for all: used without a pause between `init` and `digest`. Null where the runtime refuses WebAssembly. */
let small: Promise<IHasher | null> | undefined;

const smallHasher = (): Promise<IHasher | null> => {
  small ??= createSHA256().catch(() => null);
  return small;
};

/** The 32 raw bytes of SHA-256 over bytes in memory. They are copied before this returns: the buffer may be used again at once. */
export async function sha256Raw(bytes: Uint8Array): Promise<Bytes> {
  if (bytes.length > SMALL) return native(bytes);
  const copy = bytes.slice();
  const hasher = await smallHasher();
  return hasher ? plain(hasher.init().update(copy).digest("binary")) : native(copy);
}

/** SHA-256 over each of many, labelled. To wait for each small one by itself takes as long as to hash it (2026-11). */
export async function sha256Each(pieces: readonly Uint8Array[]): Promise<string[]> {
  const hasher = await smallHasher();
  const digestOf = (bytes: Uint8Array) =>
    hasher && bytes.length <= SMALL ? `sha256:${hasher.init().update(bytes).digest("hex")}` : sha256(bytes);
  return Promise.all(pieces.map(digestOf));
}

// WebCrypto takes its copy before it returns (W3C Web Cryptography §14.3.5)
async function native(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", plain(bytes)));
}

/** SHA-256 over bytes in memory, labelled. */
export const sha256 = async (bytes: Uint8Array): Promise<string> => label(await sha256Raw(bytes));

/** SHA-256 over a stream or a list of chunks of any length, labelled; holds one chunk at a time. */
export async function sha256Stream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  makeHasher: MakeHasher = wasmHasher,
): Promise<string> {
  const hasher = await makeHasher();
  for await (const chunk of chunks) await hasher.update(chunk);
  return hasher.digest();
}

/** Above this, a Blob is hashed as a stream instead of in memory. */
const IN_MEMORY = 32 * 1024 * 1024;

/** SHA-256 over a Blob, labelled. */
export async function sha256Blob(blob: Blob, makeHasher?: MakeHasher): Promise<string> {
  if (blob.size <= IN_MEMORY) return sha256(new Uint8Array(await blob.arrayBuffer()));
  return sha256Stream(slices(blob), makeHasher);
}

/** A Blob in slices of 1 MiB: not every runtime's streams can be iterated (Firefox, 2026-11). */
export async function* slices(blob: Blob, size = 1024 * 1024): AsyncGenerator<Bytes> {
  for (let at = 0; at < blob.size; at += size)
    yield new Uint8Array(await blob.slice(at, at + size).arrayBuffer());
}
