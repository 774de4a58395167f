/**
 * Index values on the disk: text is enciphered by AES-256-GCM-SIV with a fixed nonce (RFC 8452: all that shows is which
 * values of one column are equal), so that a row is found again by its id. A capture's id stands in every bundle it was
 * exported with: in clear, it would tie a published bundle to this disk. Numbers stay: running numbers keep their order.
 */
import { gcmsiv } from "@noble/ciphers/aes.js";
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";

const NONCE = new Uint8Array(12);
/** Ids of 32 digits and names of files come out alike. */
const BLOCK = 48;
const REMEMBERED = 4096;

export interface Blinds {
  /** `column`: table and field. */
  blind(column: string, value: string): string;
  unblind(column: string, value: string): string;
}

/** `key`: 32 bytes. Remembers some of what it enciphered: lists ask for the same ids again and again. */
export function makeBlinds(key: Uint8Array): Blinds {
  const known = new Map<string, string>();
  return {
    blind(column, value) {
      const name = `${column}\u0000${value}`;
      const before = known.get(name);
      if (before !== undefined) return before;
      const blinded = toBase64Url(gcmsiv(key, NONCE, utf8(column)).encrypt(block(value)));
      if (known.size >= REMEMBERED) known.clear();
      known.set(name, blinded);
      return blinded;
    },
    unblind(column, value) {
      const bytes = fromBase64Url(value);
      try {
        const opened = gcmsiv(key, NONCE, utf8(column)).decrypt(bytes ?? new Uint8Array());
        const text = fromUtf8(
          opened.subarray(2, 2 + new DataView(opened.buffer, opened.byteOffset).getUint16(0)),
        );
        if (text !== null) return text;
      } catch (cause) {
        throw new FaultError("vault-damaged", "index", { cause });
      }
      throw new FaultError("vault-damaged", "index");
    },
  };
}

/** Length in two bytes, text, zeros. */
function block(value: string): Uint8Array {
  const text = utf8(value);
  if (text.length > 65_535) throw new FaultError("seal-failed", "index value too long");
  const bytes = new Uint8Array(Math.ceil((text.length + 2) / BLOCK) * BLOCK);
  new DataView(bytes.buffer).setUint16(0, text.length);
  bytes.set(text, 2);
  return bytes;
}
