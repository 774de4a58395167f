/** Digests of payloads, compared as they come in; several may be under way. */
import { type Bytes, plain, sameBytes } from "../evidence/bytes.ts";
import { type Hasher, sha256 } from "../evidence/digest.ts";
import { GATHERED } from "../evidence/gather.ts";
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
const STEP = 1024 * 1024;

/** One payload as it passes; `end` before the next is opened. */
export interface Payload {
  update(bytes: Uint8Array): void | Promise<void>;
  end(): Promise<void>;
}

export interface Payloads {
  open(expected: Expected): Payload;
  /** Waits until all digests were compared. */
  settle(): Promise<void>;
}

/** `changed` is told each payload that has not the expected digest, in order. */
export function newPayloads(
  { makeHasher, fast }: Pick<Check, "makeHasher" | "fast">,
  changed: (payload: Expected) => void,
): Payloads {
  const inOneGo = oneGo();
  const underWay: { expected: Expected; found: Promise<string> }[] = [];
  const settle = async (most: number): Promise<void> => {
    const bytes = () => underWay.reduce((sum, { expected }) => sum + expected.bytes, 0);
    while (underWay.length > 0 && (most === 0 || bytes() > most)) {
      const oldest = underWay.shift();
      if (oldest && (await oldest.found) !== oldest.expected.digest) changed(oldest.expected);
    }
  };
  return {
    open(expected) {
      const choose = (first: number) =>
        fast || (expected.bytes > GATHERED && first < expected.bytes) ? makeHasher() : inOneGo(expected);
      let hasher: Hasher | null = null;
      return {
        async update(bytes) {
          hasher ??= await choose(bytes.length);
          await hasher.update(bytes);
        },
        async end() {
          hasher ??= await choose(0);
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
 * Has WebCrypto hash each payload in one go: where it lies, if it comes whole, else gathered in a buffer. Of one that
 * comes again the bytes are compared with the first, which is cheaper than hashing them once more.
 */
function oneGo(): (expected: Expected) => Hasher {
  let room: Bytes = new Uint8Array();
  let first: { bytes: Bytes; found: Promise<string> } | null = null;
  let kept: Bytes = new Uint8Array();
  const digestOf = (payload: Bytes, again: boolean): Promise<string> => {
    if (first && sameWords(payload, first.bytes)) return first.found;
    const found = sha256(payload); // has copied them before it returns
    found.catch(() => undefined); // told where it is awaited, if it is
    if (again) {
      kept = roomFor(payload.length, kept);
      kept.set(payload);
      first = { bytes: kept.subarray(0, payload.length), found };
    }
    return found;
  };
  return ({ bytes: length, again }) => {
    let held = 0;
    let found: Promise<string> | null = null;
    return {
      update(bytes) {
        if (bytes.length === length) {
          found = digestOf(plain(bytes), again); // at once: it may not lie there any longer at the end
          return;
        }
        room = roomFor(length, room);
        room.set(bytes, held);
        held += bytes.length;
      },
      digest: () => found ?? digestOf(room.subarray(0, held), again),
    };
  };
}

const roomFor = (length: number, held: Bytes): Bytes =>
  length <= held.length ? held : new Uint8Array(Math.ceil(length / STEP) * STEP);

/** As `sameBytes`, four at a time. */
function sameWords(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  const whole = a.length & ~3;
  const [one, other] = [a, b].map(
    ({ buffer, byteOffset, length }) => new DataView(buffer, byteOffset, length),
  );
  if (!one || !other) return false;
  for (let at = 0; at < whole; at += 4) if (one.getInt32(at) !== other.getInt32(at)) return false;
  return sameBytes(a.subarray(whole), b.subarray(whole));
}
