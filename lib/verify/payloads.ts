/** Digests of payloads: as they pass where the runtime has a fast hasher; else by WebCrypto, native and beside the reading. */
import type { PlannedRecord } from "../bundle/warc-plan.ts";
import { sha256 } from "../evidence/digest.ts";
import type { Check } from "./check.ts";

/** Larger payloads are hashed as they pass; up to this one is gathered first. WebCrypto cannot go piece by piece. */
const GATHERED = 8 * 1024 * 1024;
/** So many bytes may be under way: each is a copy. */
const UNDER_WAY = 2 * GATHERED;

/** One payload as it passes. */
export interface Payload {
  update(bytes: Uint8Array): void | Promise<void>;
  end(): Promise<void>;
}

export interface Payloads {
  open(planned: PlannedRecord): Promise<Payload>;
  /** Waits until all digests were compared. */
  settle(): Promise<void>;
}

/** `changed` is told the address of each payload that has not the planned digest, in order. */
export function newPayloads(
  { makeHasher, fast }: Pick<Check, "makeHasher" | "fast">,
  changed: (uri: string) => void,
): Payloads {
  /** One for all: WebCrypto takes its own copy before it returns. */
  let gathered = new Uint8Array();
  const underWay: { planned: PlannedRecord; digest: Promise<string> }[] = [];
  const compareOldest = async (): Promise<void> => {
    const oldest = underWay.shift();
    if (oldest && (await oldest.digest) !== oldest.planned.digest) changed(oldest.planned.uri);
  };
  const settle = async (most = 0): Promise<void> => {
    while (underWay.reduce((sum, { planned }) => sum + planned.bytes, 0) > most) await compareOldest();
    while (most === 0 && underWay.length > 0) await compareOldest();
  };
  return {
    async open(planned) {
      if (fast || planned.bytes > GATHERED) {
        const hasher = await makeHasher();
        return {
          update: (bytes) => hasher.update(bytes),
          async end() {
            await settle();
            if ((await hasher.digest()) !== planned.digest) changed(planned.uri);
          },
        };
      }
      if (gathered.length < planned.bytes) gathered = new Uint8Array(GATHERED);
      let at = 0;
      return {
        update(bytes) {
          gathered.set(bytes, at);
          at += bytes.length;
        },
        async end() {
          underWay.push({ planned, digest: sha256(gathered.subarray(0, at)) });
          await settle(UNDER_WAY);
        },
      };
    },
    settle: () => settle(),
  };
}
