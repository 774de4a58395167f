/** A bundle for its receivers alone: age v1 (C2SP age.md), as a stream. It hides content, not that or by whom it was sent. */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { type Bytes, concat, sameBytes, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { refusedRecipients } from "./recipients.ts";
import { type MakeSeal, nativeSeal, sealChunks, sealedLength } from "./seal-chunks.ts";

export interface Encrypted {
  stream: ReadableStream<Uint8Array>;
  /** Bytes of the ciphertext of so many bytes. */
  size(plain: number): number;
}

/**
 * Encrypts a stream to all recipients (`age1…`). Each call gives other bytes: what is to be resumed is kept, never made anew.
 * `makeSeal`: the cipher; where it gives none, the library's own.
 * @throws FaultError `recipient-refused`: none, one twice, post-quantum mixed with classic, or malformed.
 */
export async function encryptTo(
  recipients: readonly string[],
  plain: ReadableStream<Uint8Array>,
  makeSeal: MakeSeal = provenSeal,
): Promise<Encrypted> {
  const encrypter = encrypterFor(recipients);
  const { head, key } = await newPayload(encrypter);
  const seal = await makeSeal(key);
  if (seal)
    return {
      stream: plain.pipeThrough(sealChunks(seal, head)),
      size: (length) => head.length + sealedLength(length),
    };
  const stream = await encrypter.encrypt(plain);
  return { stream, size: (length) => stream.size(length) };
}

/** The beginning of a file for these recipients, and the key of what follows it. */
export interface Payload {
  head: Bytes;
  /** Of ChaCha20-Poly1305, for this one file. */
  key: Bytes;
}

/**
 * For whoever seals in a thread of its own, with `chunkSealer` and `nativeSeal`; null where the runtime has no cipher that
 * was tried. @throws FaultError `recipient-refused`.
 */
export async function payloadFor(recipients: readonly string[]): Promise<Payload | null> {
  const isThere = await provenSeal(new Uint8Array(32));
  return isThere ? newPayload(encrypterFor(recipients)) : null;
}

function encrypterFor(recipients: readonly string[]): Encrypter {
  const refused = refusedRecipients(recipients);
  if (refused) throw new FaultError("recipient-refused", refused);
  const encrypter = new Encrypter();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch (error) {
    throw new FaultError("recipient-refused", "malformed", { cause: error });
  }
  return encrypter;
}

/** Of the payload: a nonce, and the tag of an empty chunk. */
const [NONCE, TAG] = [16, 16];

/**
 * The library wraps a file key and writes the header; the payload under that key is ours (age.md, Payload). It tells the
 * key to recipients of any kind: here to one that writes no stanza.
 */
async function newPayload(encrypter: Encrypter): Promise<Payload> {
  let fileKey: Bytes = new Uint8Array();
  const listener = {
    wrapFileKey(key: Uint8Array) {
      fileKey = concat(key);
      return [];
    },
  };
  encrypter.addRecipient(listener);
  const empty = await encrypter.encrypt(new Uint8Array());
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const base = await crypto.subtle.importKey("raw", fileKey, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: nonce, info: utf8("payload") };
  const key = new Uint8Array(await crypto.subtle.deriveBits(how, base, 256));
  fileKey.fill(0);
  return { head: concat(empty.subarray(0, empty.length - NONCE - TAG), nonce), key };
}

let isProven: Promise<boolean> | undefined;

/** The runtime's own cipher, once the library has read what it wrote: a file nobody can open would be found too late. */
const provenSeal: MakeSeal = async (key) => {
  const seal = await nativeSeal(key);
  if (!seal) return null;
  isProven ??= prove(nativeSeal).catch(() => false);
  return (await isProven) ? seal : null;
};

async function prove(makeSeal: MakeSeal): Promise<boolean> {
  const identity = await generateX25519Identity();
  const sample = new Uint8Array(2 * 65_536 + 1000).map((_, index) => (index * 31) >> 4);
  const stream = new Blob([sample]).stream();
  const sealed = await encryptTo([await identityToRecipient(identity)], stream, makeSeal);
  const opened = await decryptWith([identity], sealed.stream);
  const again = await new Response(opened as ReadableStream<Bytes>).arrayBuffer();
  return sameBytes(new Uint8Array(again), sample);
}

/**
 * Decrypts a stream with any of the identities (`AGE-SECRET-KEY-…`). A cut or altered file ends the stream with an
 * error: nothing is whole before the stream has closed.
 * @throws FaultError `not-for-us` where no identity fits, `ciphertext-broken` where it is no age file or its header was altered.
 */
export async function decryptWith(
  identities: readonly string[],
  cipher: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch (error) {
    throw new FaultError("identity-malformed", undefined, { cause: error });
  }
  try {
    return await decrypter.decrypt(cipher);
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    throw new FaultError(/no identity matched/i.test(said) ? "not-for-us" : "ciphertext-broken", undefined, {
      cause: error,
    });
  }
}
