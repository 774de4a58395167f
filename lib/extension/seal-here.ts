/**
 * Seals the file of a parcel in a thread of its own (`entrypoints/seal-worker.ts`), and writes it in place: eight times as
 * fast as through the page's streams, whose file system copies everything once more (2026-11).
 */
import { chunkSealer, nativeSeal } from "../bundle/seal-chunks.ts";
import type { Bytes } from "../evidence/bytes.ts";
import type { Measurer } from "../evidence/measure.ts";
import { FaultError } from "../model/fault.ts";
import { filing, type InPlace, openInPlace } from "./parcel-files.ts";

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

/**
 * Takes the plain bytes; `finish` resolves when the file lies whole on the disk, and tells its digest. `measurer`: told
 * what is written. @throws FaultError `store-full` where there is no room, as all of it does.
 */
export async function sealHere(
  { id, head, key }: SealOrder,
  measurer: Measurer,
  open: (id: string) => Promise<InPlace> = openInPlace,
): Promise<Sealing> {
  const seal = await nativeSeal(key);
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
  file.truncate(0);
  await give(head);
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
