/**
 * Encrypts the file of a parcel and writes it in place: for a thread of its own. Through the page's streams it took half as
 * long again, and the browser copied the whole file once more when it was closed (2026-11).
 */
import { chunkSealer, type MakeSeal } from "../bundle/seal-chunks.ts";
import type { Bytes } from "../evidence/bytes.ts";
import type { Measurer } from "../evidence/measure.ts";
import { FaultError } from "../model/fault.ts";
import { filing, type InPlace } from "./parcel-files.ts";

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
  /** Told what is written. */
  measurer: Measurer;
  makeSeal: MakeSeal;
  open(id: string): Promise<InPlace>;
}

/**
 * Takes the plain bytes; `finish` resolves when the file lies whole on the disk, and tells its digest. All of it throws
 * FaultError `store-full` where there is no room.
 */
export async function sealHere(
  { id, head, key }: SealOrder,
  { measurer, makeSeal, open }: Tools,
): Promise<Sealing> {
  const seal = await makeSeal(key);
  if (!seal) throw new Error("no cipher");
  const file = await open(id);
  let length = 0;
  const give = async (bytes: Bytes): Promise<void> => {
    // Where the disk is full, some browsers write what fits and say so only by the count.
    for (let at = 0; at < bytes.length; ) {
      const wrote = file.write(bytes.subarray(at), { at: length + at });
      if (wrote <= 0) throw new FaultError("store-full", "nothing written");
      at += wrote;
    }
    length += bytes.length;
    await measurer.update(bytes);
  };
  try {
    await filing(async () => {
      file.truncate(0);
      await give(head);
    });
  } catch (error) {
    file.close();
    throw error;
  }
  const sealer = chunkSealer(seal, give);
  return {
    update: (bytes) => filing(() => sealer.update(bytes)),
    finish: () =>
      filing(async () => {
        await sealer.finish();
        // What the vault calls made outlives a power cut.
        file.flush();
        file.close();
        return measurer.finish();
      }),
    close: () => file.close(),
  };
}
