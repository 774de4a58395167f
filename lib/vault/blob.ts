/**
 * Files at rest: segments of 1 MiB, each AES-256-GCM under a key of this file alone (HKDF of a random salt and the file's
 * place), with its number and a mark of the last one in the nonce (the STREAM construction, as in age): segments cannot be
 * exchanged, dropped or cut off, any part can be read alone, and memory stays flat whatever the size.
 */
import { type Bytes, plain, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import type { VaultKeys } from "./keyring.ts";
import { paddedLength } from "./pad.ts";

/** A file as a row holds it. All but `cipher` is sealed with the row. */
export interface SealedBlob {
  cipher: Blob;
  salt: Uint8Array;
  /** Of the file; the ciphertext is padded. */
  size: number;
  type: string;
}

export const SEGMENT = 1024 * 1024;
const TAG = 16;

/** Blobs known to be ciphertext: made here or read from a sealed row. No other may be stored. */
const ciphertexts = new WeakSet<Blob>();
export const isCiphertext = (blob: Blob): boolean => ciphertexts.has(blob);
export const noteCiphertext = <T extends Blob>(blob: T): T => {
  ciphertexts.add(blob);
  return blob;
};

/** Seals a file to its place (`store|id`). Holds two segments at a time. */
export async function sealBlob(keys: VaultKeys, place: string, blob: Blob): Promise<SealedBlob> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const key = await fileKey(keys, place, salt);
  const total = paddedLength(blob.size);
  const count = segmentsOf(total);
  const parts: Blob[] = [];
  for (let index = 0; index < count; index++) {
    const start = index * SEGMENT;
    const segment = new Uint8Array(Math.min(SEGMENT, total - start));
    segment.set(new Uint8Array(await blob.slice(start, start + SEGMENT).arrayBuffer()));
    const iv = nonceOf(index, index === count - 1);
    parts.push(new Blob([await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, segment)]));
  }
  return { cipher: noteCiphertext(new Blob(parts)), salt, size: blob.size, type: blob.type };
}

/** A sealed file, read in part or whole. */
export class OpenedBlob {
  readonly size: number;
  readonly type: string;
  private readonly cipher: Blob;
  private readonly key: Promise<CryptoKey>;
  private readonly total: number;

  /** `place`: the one it was sealed to. */
  constructor(keys: VaultKeys, place: string, sealed: SealedBlob) {
    this.size = sealed.size;
    this.type = sealed.type;
    this.cipher = sealed.cipher;
    this.key = fileKey(keys, place, plain(sealed.salt));
    // Whoever reads nothing hears of no failure.
    this.key.catch(() => undefined);
    this.total = paddedLength(sealed.size);
  }

  /** The file in its segments. @throws FaultError `vault-damaged`. */
  async *segments(): AsyncGenerator<Bytes> {
    this.checkSize();
    for (let start = 0; start < this.size; start += SEGMENT)
      yield (await this.segment(start / SEGMENT)).subarray(0, this.size - start);
  }

  /** Bytes `start` to `end` (exclusive), clamped to the file. @throws FaultError `vault-damaged`. */
  async slice(start: number, end: number): Promise<Bytes> {
    this.checkSize();
    const [from, to] = [Math.min(start, this.size), Math.min(end, this.size)];
    const bytes = new Uint8Array(Math.max(0, to - from));
    for (let at = from; at < to; ) {
      const index = Math.floor(at / SEGMENT);
      const part = (await this.segment(index)).subarray(at - index * SEGMENT, to - index * SEGMENT);
      bytes.set(part, at - from);
      at += part.length;
    }
    return bytes;
  }

  /** The whole as a Blob in memory. @throws FaultError `vault-damaged`. */
  async blob(): Promise<Blob> {
    const parts: Bytes[] = [];
    for await (const part of this.segments()) parts.push(part);
    return new Blob(parts, { type: this.type });
  }

  private checkSize(): void {
    if (this.cipher.size !== this.total + TAG * segmentsOf(this.total))
      throw new FaultError("vault-damaged", "file length");
  }

  private async segment(index: number): Promise<Bytes> {
    const start = index * (SEGMENT + TAG);
    const sealed = await this.cipher.slice(start, start + SEGMENT + TAG).arrayBuffer();
    const iv = nonceOf(index, index === segmentsOf(this.total) - 1);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.key, sealed));
    } catch (cause) {
      throw new FaultError("vault-damaged", "file", { cause });
    }
  }
}

const segmentsOf = (total: number): number => Math.max(1, Math.ceil(total / SEGMENT));

function nonceOf(index: number, last: boolean): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function fileKey(keys: VaultKeys, place: string, salt: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", keys.files, "HKDF", false, ["deriveKey"]);
  const info = utf8(`keepsake-file-v1 ${place}`);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
