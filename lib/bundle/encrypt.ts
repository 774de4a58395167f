/** A bundle for its receivers alone: age v1 (C2SP age.md), as a stream. It hides content, not that or by whom it was sent. */
import { Decrypter, Encrypter } from "age-encryption";
import { FaultError } from "../model/fault.ts";
import { refusedRecipients } from "./recipients.ts";

export interface Encrypted {
  stream: ReadableStream<Uint8Array>;
  /** Bytes of the ciphertext of so many bytes. */
  size(plain: number): number;
}

/**
 * Encrypts a stream to all recipients (`age1…`). Each call gives other bytes: what is to be resumed is kept, never made anew.
 * @throws FaultError `recipient-refused`: none, one twice, post-quantum mixed with classic, or malformed.
 */
export async function encryptTo(
  recipients: readonly string[],
  plain: ReadableStream<Uint8Array>,
): Promise<Encrypted> {
  const refused = refusedRecipients(recipients);
  if (refused) throw new FaultError("recipient-refused", refused);
  const encrypter = new Encrypter();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch (error) {
    throw new FaultError("recipient-refused", "malformed", { cause: error });
  }
  const stream = await encrypter.encrypt(plain);
  return { stream, size: (length) => stream.size(length) };
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
