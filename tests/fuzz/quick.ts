/** What makes ten thousand verifications bearable: Node's own SHA-256, and no signature checked twice. Results are the same. */
import { createHash } from "node:crypto";
import type { BundleSource } from "../../lib/bundle/source.ts";

/** How often and how much a source was read. */
export interface Watched extends BundleSource {
  reads: number;
  bytes: number;
}

/**
 * Bytes in memory as a source that counts what is asked of it, and refuses to go on where a verifier reads without
 * end: every byte some dozen times, or far more reads than there are bytes to read. That is a hang, seen without a clock.
 */
export function watchedSource(bytes: Uint8Array): Watched {
  const most = { reads: 5_000 + bytes.length, bytes: 20 * bytes.length + 4_000_000 };
  const source: Watched = {
    size: bytes.length,
    reads: 0,
    bytes: 0,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new RangeError("read past the end");
      source.reads++;
      source.bytes += length;
      if (source.reads > most.reads || source.bytes > most.bytes) throw new Error("reads without end");
      return bytes.slice(offset, offset + length);
    },
  };
  return source;
}

const textOf = (data: unknown): string =>
  Buffer.from(data instanceof Uint8Array ? data : new Uint8Array(data as ArrayBuffer)).toString("latin1");

/** Runs `work` with faster hashing, and with keys and signatures remembered. */
export async function quickly<T>(work: () => Promise<T>): Promise<T> {
  const { subtle } = crypto;
  const slow = { digest: subtle.digest, importKey: subtle.importKey, verify: subtle.verify };
  const keys = new Map<string, Promise<CryptoKey>>();
  const names = new Map<CryptoKey, string>();
  const checked = new Map<string, Promise<boolean>>();
  const remembered = <V>(map: Map<string, Promise<V>>, name: string, make: () => Promise<V>): Promise<V> => {
    const known = map.get(name);
    if (known) return known;
    if (map.size > 2_000) map.clear();
    const made = make();
    map.set(name, made);
    return made;
  };
  subtle.digest = async (algorithm, data) => {
    if (algorithm !== "SHA-256") return slow.digest.call(subtle, algorithm, data);
    return new Uint8Array(
      createHash("sha256")
        .update(new Uint8Array(data as ArrayBuffer))
        .digest(),
    ).buffer;
  };
  subtle.importKey = (async (...given: Parameters<SubtleCrypto["importKey"]>) => {
    const name = `${given[0]} ${JSON.stringify(given[2])} ${given[4]} ${textOf(given[1])}`;
    const key = await remembered(keys, name, () => slow.importKey.apply(subtle, given));
    names.set(key, name);
    return key;
  }) as SubtleCrypto["importKey"];
  subtle.verify = (algorithm, key, signature, data) => {
    const name = `${JSON.stringify(algorithm)} ${names.get(key)}\n${textOf(signature)}\n${textOf(data)}`;
    return remembered(checked, name, () => slow.verify.call(subtle, algorithm, key, signature, data));
  };
  try {
    return await work();
  } finally {
    Object.assign(subtle, slow);
  }
}
