/** Checkpoints: the size and root of the custody log as a C2SP signed note (tlog-checkpoint, signed-note; FORMAT §6.6). */
import { concat, fromBase64, toBase64, toHex, utf8 } from "./bytes.ts";
import { label, sha256Raw, unlabel } from "./digest.ts";
import { signEd25519, verifyEd25519 } from "./sign.ts";

/** Ed25519 signature type of signed-note. */
const TYPE = Uint8Array.of(0x01);

export interface Checkpoint {
  origin: string;
  size: number;
  /** Labelled root of the tree over the first `size` entries. */
  root: string;
}

/** Key id of a note signature: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
async function noteKeyId(name: string, publicKey: Uint8Array): Promise<Uint8Array> {
  return (await sha256Raw(concat(utf8(`${name}\n`), TYPE, publicKey))).subarray(0, 4);
}

/** Verifier key `name+hex(id)+base64(0x01 ‖ key)` of a raw Ed25519 key. */
export async function vkeyOf(name: string, publicKey: Uint8Array): Promise<string> {
  return `${name}+${toHex(await noteKeyId(name, publicKey))}+${toBase64(concat(TYPE, publicKey))}`;
}

/** The signed note, ending in a newline. `publicKey`: raw, of the same pair. */
export async function writeCheckpoint(
  checkpoint: Checkpoint,
  privateKey: CryptoKey,
  publicKey: Uint8Array,
): Promise<string> {
  const root = unlabel(checkpoint.root) ?? new Uint8Array();
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(root)}\n`;
  const signature = await signEd25519(privateKey, utf8(text));
  const id = await noteKeyId(checkpoint.origin, publicKey);
  return `${text}\n— ${checkpoint.origin} ${toBase64(concat(id, signature))}\n`;
}

/**
 * The text of a signed note and whether a signature under `vkey` holds; null where it is not a signed note.
 * Signatures by other keys are passed over, as signed-note asks.
 */
export async function readNote(
  note: string,
  vkey: string,
): Promise<{ text: string; signed: boolean } | null> {
  const cut = note.lastIndexOf("\n\n");
  const key = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  const keyBytes = fromBase64(key?.[3] ?? "!");
  if (cut < 0 || !note.endsWith("\n") || !key || !keyBytes || keyBytes[0] !== TYPE[0]) return null;
  const text = note.slice(0, cut + 1);
  let signed = false;
  for (const line of note.slice(cut + 2, -1).split("\n")) {
    const parts = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = fromBase64(parts?.[2] ?? "!");
    if (!parts || !bytes || bytes.length < 5) return null;
    if (parts[1] !== key[1] || toHex(bytes.subarray(0, 4)) !== key[2]) continue;
    if (!(await verifyEd25519(keyBytes.subarray(1), utf8(text), bytes.subarray(4))))
      return { text, signed: false };
    signed = true;
  }
  return { text, signed };
}

/** Origin, size and root of a checkpoint's text (first three lines); null where it is not one. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const match = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/=]+)\n/.exec(text);
  const root = fromBase64(match?.[3] ?? "!");
  if (!match?.[1] || root?.length !== 32) return null;
  return { origin: match[1], size: Number(match[2]), root: label(root) };
}
