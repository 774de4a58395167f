/**
 * Encrypts the file of a parcel and writes it in place: for a thread of its own. Through the page's streams it took twice as
 * long, and the browser copied the whole file once more when it was closed. Hashed is what is read back: on two cores the
 * hash beside the cipher makes neither end sooner (2026-11).
 */
import { chunkSealer, type MakeSeal } from "../bundle/seal-chunks.ts";
import { type Bytes, sameBytes } from "../evidence/bytes.ts";
import type { MakeHasher } from "../evidence/digest.ts";
import { letGo } from "../evidence/let-go.ts";
import type { Measurer } from "../evidence/measure.ts";
import { FaultError } from "../model/fault-error.ts";
import { filing, type InPlace } from "./parcel-files.ts";
import { pieceWriter } from "./write-in-place.ts";

/** What the thread is told first: which parcel's file, how it begins, and the key of the rest. */
export interface SealOrder {
  id: string;
  head: Bytes;
  key: Bytes;
}

export interface Sealing extends Measurer {
  /** Lets go of the file, whole or not. */
  close(): void;
}

/** What it works with. */
interface Tools {
  makeSeal: MakeSeal;
  makeHasher: MakeHasher;
  open(id: string): Promise<InPlace>;
  /** Told when the file lies whole on the disk; its digest comes after. */
  saved(): void;
}

/** Read back at once. */
const PIECE = 1024 * 1024;
const TAG = 16;

/**
 * Takes the plain bytes; `finish` tells the digest of the file, which then lies whole on the disk. All of it throws FaultError
 * `store-full` where there is no room, `store-unavailable` where the disk gives back something else than was written.
 */
export async function sealHere(
  { id, head, key }: SealOrder,
  { makeSeal, makeHasher, open, saved }: Tools,
): Promise<Sealing> {
  const seal = await makeSeal(key);
  if (!seal) throw new Error("no cipher");
  const file = await open(id);
  const writer = pieceWriter(file);
  let length = 0;
  /** Where each chunk ends, and with which tag: a piece that is missing, twice or elsewhere has others there. */
  const tags: { end: number; tag: Bytes }[] = [];
  try {
    await filing(async () => {
      file.truncate(0);
      length = writer.put(head);
    });
  } catch (error) {
    file.close();
    throw error;
  }
  const sealer = chunkSealer(seal, (sealed) => {
    length = writer.put(sealed);
    tags.push({ end: length, tag: sealed.slice(-TAG) });
    letGo(sealed.buffer);
  });
  const digest = async (): Promise<string> => {
    const hasher = await makeHasher();
    const piece = new Uint8Array(PIECE);
    for (let at = 0; at < length; ) {
      const got = file.read(piece, { at });
      if (got <= 0) throw new FaultError("store-unavailable", "cut short");
      await hasher.update(piece.subarray(0, got));
      at += got;
    }
    const found = new Uint8Array(TAG);
    for (const { end, tag } of tags)
      if (file.read(found, { at: end - TAG }) !== TAG || !sameBytes(found, tag))
        throw new FaultError("store-unavailable", "altered");
    return hasher.digest();
  };
  return {
    update: (bytes) => filing(() => sealer.update(bytes)),
    finish: () =>
      filing(async () => {
        await sealer.finish();
        // What the vault calls made outlives a power cut.
        writer.flush();
        saved();
        const hash = await digest();
        file.close();
        return { hash, crc: 0 };
      }),
    close: () => file.close(),
  };
}
