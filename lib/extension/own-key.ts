/** A hand-over opened again with this vault's own key, where it was encrypted to that too. In memory: nothing of it is written. */
import { decryptWith } from "../bundle/encrypt.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { sendToBackground } from "./send.ts";

const AGE = "age-encryption.org/v1\n";

/**
 * The bundle in an encrypted file; any other file as it is.
 * @throws FaultError `vault-locked`; `not-for-us`: encrypted to others alone; `ciphertext-broken`.
 */
export async function openWithOwnKey(file: File): Promise<File> {
  if ((await file.slice(0, AGE.length).text()) !== AGE) return file;
  const { identity } = await sendToBackground("partner/own-identity", {});
  if (identity === null) throw new FaultError("vault-locked");
  const plain = await decryptWith([identity], file.stream());
  const parts: Blob[] = [];
  try {
    // Each piece a Blob of its own: it is then the browser's to hold, not this page's.
    await plain.pipeTo(
      new WritableStream({ write: (piece) => void parts.push(new Blob([piece as Uint8Array<ArrayBuffer>])) }),
    );
  } catch (error) {
    throw new FaultError("ciphertext-broken", toFault(error).detail, { cause: error });
  }
  return new File(parts, file.name.replace(/\.age$/, ""));
}
