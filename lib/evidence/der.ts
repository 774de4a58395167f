/** Whether bytes are one DER value: asn1js also takes BER, in which one token could be written in many ways. */

const CONSTRUCTED = 0x20;
/** asn1js itself stops at 100 levels and 10,000 values; a time stamp has some 20 and 1,000. */
const MAX_DEPTH = 64;

/** True where `bytes` is exactly one value whose lengths are all definite, minimal and true (X.690 §10.1). Never throws. */
export function isDer(bytes: Uint8Array): boolean {
  return valueEnd(bytes, 0, bytes.length, 0) === bytes.length;
}

/** Where the value at `at` ends; -1 where it is not DER or passes `limit`. */
function valueEnd(bytes: Uint8Array, at: number, limit: number, depth: number): number {
  const tag = bytes[at];
  const head = lengthAt(bytes, at + 1);
  // tag numbers from 31 on take more bytes; no structure that is read here has any
  if (tag === undefined || (tag & 0x1f) === 0x1f || !head || depth > MAX_DEPTH) return -1;
  const end = head.contentAt + head.length;
  if (end > limit) return -1;
  if (tag & CONSTRUCTED)
    for (let inner = head.contentAt; inner < end; ) {
      inner = valueEnd(bytes, inner, end, depth + 1);
      if (inner < 0) return -1;
    }
  return end;
}

function lengthAt(bytes: Uint8Array, at: number): { length: number; contentAt: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, contentAt: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + count >= bytes.length) return null;
  let length = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) length = length * 256 + byte;
  const minimal = length >= 0x80 && bytes[at + 1] !== 0;
  return minimal ? { length, contentAt: at + 1 + count } : null;
}
