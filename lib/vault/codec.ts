/**
 * A row as bytes: JSON, with byte arrays beside it and sealed Blobs by number. Refuses what would be lost or changed on
 * the way (class instances, keys, dates, Blobs that are not ciphertext), so that a row is stored as it is or not at all.
 */
import { concat, fromUtf8, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";

/** Objects of these keys stand for what is kept beside the JSON; a row may not hold them itself. */
const BYTES = "\u0000bytes";
const BLOB = "\u0000blob";

export interface Encoded {
  bytes: Uint8Array;
  /** Ciphertext too large for a row's bytes; kept beside them. */
  blobs: Blob[];
}

/**
 * Encodes JSON values, Uint8Arrays and those Blobs that `isSealed` knows.
 * @throws FaultError `seal-failed` for anything else.
 */
export function encodeRow(row: unknown, isSealed: (blob: Blob) => boolean): Encoded {
  const parts: Uint8Array[] = [];
  const blobs: Blob[] = [];
  function replace(this: unknown, key: string, given: unknown): unknown {
    // `given` has been through toJSON; what stands in the row has not.
    const value = (this as Record<string, unknown>)[key];
    if (value instanceof Uint8Array) return { [BYTES]: parts.push(value) - 1 };
    if (value instanceof Blob) {
      if (!isSealed(value)) throw refused("a Blob in clear");
      return { [BLOB]: blobs.push(value) - 1 };
    }
    checkPlain(value);
    return given;
  }
  const json = utf8(JSON.stringify(row, replace));
  const bytes = concat(
    number(parts.length),
    ...[json, ...parts].flatMap((part) => [number(part.length), part]),
  );
  return { bytes, blobs };
}

/** The row again. Bytes after its end are passed over. @throws FaultError `vault-damaged`. */
export function decodeRow(bytes: Uint8Array, blobs: readonly Blob[]): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const nextNumber = (): number => {
    if (at + 4 > bytes.length) throw damaged();
    at += 4;
    return view.getUint32(at - 4);
  };
  const next = (): Uint8Array => {
    const end = nextNumber() + at;
    if (end > bytes.length) throw damaged();
    const part = bytes.slice(at, end);
    at = end;
    return part;
  };
  const count = nextNumber();
  const json = fromUtf8(next());
  const parts: Uint8Array[] = [];
  while (parts.length < count) parts.push(next());
  if (json === null) throw damaged();
  const beside = <T>(list: readonly T[], index: unknown): T => {
    const found = typeof index === "number" ? list[index] : undefined;
    if (found === undefined) throw damaged();
    return found;
  };
  return JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if (Object.hasOwn(value, BYTES)) return beside(parts, (value as Record<string, unknown>)[BYTES]);
    if (Object.hasOwn(value, BLOB)) return beside(blobs, (value as Record<string, unknown>)[BLOB]);
    return value;
  });
}

function checkPlain(value: unknown): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw refused("a number that JSON has not");
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol")
    throw refused(typeof value);
  if (typeof value !== "object" || value === null) return;
  const kind = Object.prototype.toString.call(value);
  if (kind !== "[object Object]" && kind !== "[object Array]") throw refused(kind);
  if (Object.hasOwn(value, BYTES) || Object.hasOwn(value, BLOB)) throw refused("a reserved name");
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

const refused = (what: string) => new FaultError("seal-failed", `cannot be kept: ${what}`);
const damaged = () => new FaultError("vault-damaged", "row");
