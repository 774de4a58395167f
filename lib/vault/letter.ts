/**
 * Letters: what a capture brings while the vault is locked, encrypted to the vault's own recipient (age, X25519), so that
 * writing needs no secret. age names no sender: whoever has the device can put a letter there, and a capture that comes
 * out of one says since when it was held.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { fromUtf8, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { noteCiphertext } from "./blob.ts";
import { paddedLength } from "./pad.ts";

export interface Letter {
  /** JSON; its form is checked by whoever reads it. */
  content: unknown;
  files: ReadonlyMap<string, Blob>;
}

interface Head {
  content: unknown;
  files: { name: string; type: string; size: number }[];
}

const LENGTH = 4;

/** The letter as ciphertext, padded. `recipient`: `age1…`. */
export async function sealLetter(recipient: string, { content, files }: Letter): Promise<Blob> {
  const listed = [...files].map(([name, { type, size }]) => ({ name, type, size }));
  const head = utf8(JSON.stringify({ content, files: listed } satisfies Head));
  const length = new Uint8Array(LENGTH);
  new DataView(length.buffer).setUint32(0, head.length);
  const size = listed.reduce((sum, file) => sum + file.size, LENGTH + head.length);
  const padding = new Uint8Array(paddedLength(size) - size);
  const clear = new Blob([length, head, ...files.values(), padding]);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const cipher = await new Response(await encrypter.encrypt(clear.stream())).blob();
  return noteCiphertext(cipher);
}

/** @throws FaultError `vault-damaged` where it was altered or is not for this identity (`AGE-SECRET-KEY-1…`). */
export async function openLetter(identity: string, cipher: Blob): Promise<Letter> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await unpack(await new Response(await decrypter.decrypt(cipher.stream())).blob());
  } catch (cause) {
    throw new FaultError("vault-damaged", "letter", { cause });
  }
}

async function unpack(clear: Blob): Promise<Letter> {
  const length = new DataView(await clear.slice(0, LENGTH).arrayBuffer()).getUint32(0);
  let at = LENGTH + length;
  const head = JSON.parse(
    fromUtf8(new Uint8Array(await clear.slice(LENGTH, at).arrayBuffer())) ?? "",
  ) as Head;
  const files = new Map<string, Blob>();
  for (const { name, type, size } of head.files) {
    if (at + size > clear.size) throw new FaultError("vault-damaged", "letter");
    files.set(name, clear.slice(at, at + size, type));
    at += size;
  }
  return { content: head.content, files };
}
