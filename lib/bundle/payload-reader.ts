/**
 * Payloads on their way into the archive: each one's hash is checked before a byte of it is written, for what has rotted
 * in the store must not leave as sealed.
 */
import { type MakeHasher, sha256, sha256Stream } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import type { Derived } from "./derived.ts";
import type { BundleCapture } from "./input.ts";
import { type BundleSource, blobSource, readInto } from "./source.ts";
import type { PlannedRecord } from "./warc-plan.ts";

/** Above this an artefact is hashed and written in slices, and so read twice. */
const IN_MEMORY = 8 * 1024 * 1024;
/** Payloads in memory: the one written, the one prepared, and one that may come again (the page stands in the archive twice). */
const KEPT = 3;
/** Buffers are a multiple of this, so that payloads of about one length share them. */
const STEP = 1024 * 1024;

/** A payload in memory. */
interface Kept {
  capture: BundleCapture;
  name: string;
  digest: string;
  buffer: Uint8Array;
  bytes: Uint8Array;
}

export interface PayloadReader {
  /**
   * The payload of a record; at most one more may be asked for while it is written. Throws FaultError `export-failed`
   * unless it has the planned length and hash.
   */
  read(
    planned: PlannedRecord,
    capture: BundleCapture,
    derived: readonly Derived[],
  ): Promise<AsyncIterable<Uint8Array>>;
}

/** `makeHasher`: where the runtime has one that is as fast as WebCrypto. */
export function newPayloadReader(makeHasher: MakeHasher | undefined): PayloadReader {
  /** Least lately used first. */
  const kept: Kept[] = [];

  return {
    async read({ payload, bytes, digest }, capture, derived) {
      if ("bytes" in payload) return once(payload.bytes);
      const name = "artefact" in payload ? payload.artefact : payload.picture.file;
      const check = (found: string): void => {
        if (found !== digest)
          throw new FaultError("export-failed", `artefact changed since it was sealed: ${name}`);
      };
      const again = kept.findIndex(
        (one) => "artefact" in payload && one.capture === capture && one.name === name,
      );
      const known = kept[again];
      if (known) {
        kept.push(...kept.splice(again, 1));
        check(known.digest);
        return once(known.bytes);
      }
      const recycled = "artefact" in payload && capture.source !== undefined;
      const source =
        "artefact" in payload
          ? ((await capture.source?.(name)) ?? blobSource(await capture.artefact(name)))
          : pictureSource(derived, payload.picture);
      if (source.size !== bytes) check("");
      if (source.size > IN_MEMORY) {
        check(await sha256Stream(readInto(source), makeHasher));
        return readInto(source);
      }
      const free = kept.length < KEPT ? undefined : kept.shift();
      const room = recycled ? roomFor(source.size, free?.buffer) : undefined;
      const read = await source.read(0, source.size, room);
      const found = makeHasher ? await sha256Stream(once(read), makeHasher) : await sha256(read);
      check(found);
      kept.push({ capture, name, digest: found, buffer: room ?? new Uint8Array(), bytes: read });
      return once(read);
    },
  };
}

const roomFor = (size: number, free: Uint8Array | undefined): Uint8Array =>
  free && free.length >= size ? free : new Uint8Array(Math.ceil(size / STEP) * STEP);

function pictureSource(derived: readonly Derived[], picture: Derived["entry"]): BundleSource {
  const png = derived.find(({ entry }) => entry === picture)?.png;
  if (!png) throw new FaultError("export-failed", "a derived picture is missing");
  return blobSource(png);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
