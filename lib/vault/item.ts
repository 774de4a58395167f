/**
 * One row sealed: AES-256-GCM with a fresh 96-bit nonce, bound to the place it lies in. Synchronous (@noble/ciphers), for
 * an IndexedDB transaction ends while it waits for WebCrypto: so rows are sealed and opened inside transactions.
 */
import { gcm } from "@noble/ciphers/aes.js";
import { concat, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { paddedLength } from "./pad.ts";

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** What a sealed row is bound to: the table and everything of it that stands in clear. */
export type Place = readonly unknown[];

/** `version ‖ nonce ‖ ciphertext ‖ tag` of the padded bytes. `key`: 32 bytes. */
export function sealItem(key: Uint8Array, place: Place, bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(bytes.length));
  padded.set(bytes);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = gcm(key, nonce, boundTo(place)).encrypt(padded);
  return concat(Uint8Array.of(VERSION), nonce, sealed);
}

/**
 * The padded bytes again.
 * @throws FaultError `vault-damaged` where they were altered, moved to another place or sealed by another key.
 */
export function openItem(key: Uint8Array, place: Place, sealed: Uint8Array): Uint8Array {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new FaultError("vault-damaged", "form");
  const nonce = sealed.subarray(1, 1 + NONCE);
  try {
    return gcm(key, nonce, boundTo(place)).decrypt(sealed.subarray(1 + NONCE));
  } catch (cause) {
    throw new FaultError("vault-damaged", "row", { cause });
  }
}

const boundTo = (place: Place): Uint8Array => utf8(JSON.stringify(["keepsake-row", VERSION, ...place]));
