/** Digests of payloads, compared as they come in; several may be under way. */
import { GATHERED, gathering } from "../evidence/gather.ts";
import type { Check } from "./check.ts";

/** What a payload must be, and where it stands. */
export interface Expected {
  uri: string;
  path: string;
  digest: string;
  bytes: number;
}

/** So many bytes may be under way: each is a copy. */
const UNDER_WAY = 2 * GATHERED;

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
  const makeOne = fast ? makeHasher : gathering(makeHasher);
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
      const hasher = await makeOne();
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
