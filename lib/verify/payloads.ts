/** Digests of payloads, compared as they come in; several may be under way. */
import type { Bytes } from "../evidence/bytes.ts";
import { type Hasher, sha256 } from "../evidence/digest.ts";
import type { Check } from "./check.ts";

/** What a payload must be, and where it stands. */
export interface Expected {
  uri: string;
  path: string;
  digest: string;
  bytes: number;
  /** The same bytes come again in this capture: the page for replay, then as an artefact. */
  again: boolean;
}

/** So many bytes may be under way: each is a copy. */
const UNDER_WAY = 8 * 1024 * 1024;
/** Longer payloads are hashed as they pass: WebCrypto cannot go piece by piece, and its copies fill the memory. */
const GATHERED = 8 * 1024 * 1024;
const STEP = 1024 * 1024;

/** One payload as it passes; `end` before the next is opened. */
export interface Payload {
  update(bytes: Uint8Array): void | Promise<void>;
  end(): Promise<void>;
}

export interface Payloads {
  open(expected: Expected): Promise<Payload>;
  /** Waits until all digests were compared. */
  settle(): Promise<void>;
}

/** `changed` is told each payload that has not the expected digest, in order. */
export function newPayloads(
  { makeHasher, fast }: Pick<Check, "makeHasher" | "fast">,
  changed: (payload: Expected) => void,
): Payloads {
  const gather = gathering();
  const underWay: { expected: Expected; found: Promise<string> }[] = [];
  const settle = async (most: number): Promise<void> => {
    const bytes = () => underWay.reduce((sum, { expected }) => sum + expected.bytes, 0);
    while (underWay.length > 0 && (most === 0 || bytes() > most)) {
      const oldest = underWay.shift();
      if (oldest && (await oldest.found) !== oldest.expected.digest) changed(oldest.expected);
    }
  };
  return {
    async open(expected) {
      const hasher = fast || expected.bytes > GATHERED ? await makeHasher() : gather(expected);
      return {
        update: (bytes) => hasher.update(bytes),
        end() {
          const found = Promise.resolve(hasher.digest());
          found.catch(() => undefined); // told where it is awaited
          underWay.push({ expected, found });
          return settle(UNDER_WAY);
        },
      };
    },
    settle: () => settle(0),
  };
}

/**
 * Gathers each payload in a buffer and has WebCrypto hash it in one go. Of one that comes again the bytes are compared with
 * the first, which is cheaper than hashing them once more.
 */
function gathering(): (expected: Expected) => Hasher {
  let room: Bytes = new Uint8Array();
  let first: { bytes: Bytes; found: Promise<string> } | null = null;
  return ({ bytes: length, again }) => {
    if (length > room.length) room = new Uint8Array(Math.ceil(length / STEP) * STEP);
    const own = room;
    let held = 0;
    return {
      update(bytes) {
        own.set(bytes, held);
        held += bytes.length;
      },
      digest() {
        const bytes = own.subarray(0, held);
        if (first && sameWords(bytes, first.bytes)) return first.found;
        const found = sha256(bytes); // has copied them before it returns
        if (again) {
          room = new Uint8Array(first?.bytes.buffer ?? new ArrayBuffer());
          first = { bytes, found };
        }
        return found;
      },
    };
  };
}

/** As `sameBytes`, four at a time; both begin at a multiple of four. */
function sameWords(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const whole = a.length >> 2;
  const [one, other] = [
    new Int32Array(a.buffer, a.byteOffset, whole),
    new Int32Array(b.buffer, b.byteOffset, whole),
  ];
  for (let at = 0; at < whole; at++) if (one[at] !== other[at]) return false;
  for (let at = whole << 2; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
