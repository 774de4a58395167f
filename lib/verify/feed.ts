/** Stored files in pieces, read one ahead and measured as they pass (FORMAT §10.2). */
import { FILE_LENGTH } from "../bundle/archive-files.ts";
import type { BundleSource } from "../bundle/source.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import type { Bytes } from "../evidence/bytes.ts";
import { letGo } from "../evidence/let-go.ts";
import type { Measured, Measurer } from "../evidence/measure.ts";

/** Smaller bundles are done before a thread has started. */
const LARGE = 16 * 1024 * 1024;
export const isLarge = ({ size }: Pick<BundleSource, "size">): boolean => size > LARGE;

const PIECE = FILE_LENGTH;
/** Files up to here are read in one piece, where they are hashed in one go: copies of longer ones fill the memory. */
const WHOLE = 8 * 1024 * 1024;

/** Where the bytes of a stored file stand. */
export type Stored = Pick<ZipEntry, "dataAt" | "size">;

export interface Feed {
  /** Pieces may be written over: no one else reads them. */
  ours: boolean;
  /** The next piece of one of the files; holds until the next is asked for. Not to be asked at the end. */
  next(): Promise<Uint8Array>;
  /** Hash and checksum of one file after the other, each to be asked when all its pieces were taken; may still be under way. */
  measured(): Promise<Measured>;
  /** Lets go of stream and thread. */
  close(): void;
}
/** A feed of these files, begun elsewhere than in the caller's thread. Rejects where there is no such place. */
export type MakeFeed = (source: BundleSource, files: readonly Stored[]) => Promise<Feed>;

/** Gives buffers at least as long as asked, filled from the start. */
export interface Rooms {
  take(length: number): Promise<Bytes>;
}

/** The pieces of these files, one file after the other, in the form that the measurer takes fastest; ends the measurer. */
export function feedOf(
  source: BundleSource,
  files: readonly Stored[],
  measurer: Measurer,
  rooms: Rooms = twoRooms(files),
): Feed {
  const ranges = rangesOf(files, measurer.whole ? WHOLE : PIECE);
  const forward = measurer.whole ? source.forward?.() : undefined;
  const read = async ({ at, length, isWhole }: Range): Promise<{ piece: Uint8Array; isWhole: boolean }> => {
    const room = await (measurer.room?.() ?? rooms.take(length));
    return { piece: await (forward ?? source).read(at, length, room), isWhole };
  };
  const ask = (): ReturnType<typeof read> | null => {
    const next = ranges.next();
    if (next.done) return null;
    const asking = read(next.value);
    asking.catch(() => undefined); // told where it is awaited, if it is
    return asking;
  };
  let ahead: ReturnType<typeof read> | null = null;
  return {
    ours: false, // a source may have answered with its own memory
    async next() {
      ahead ??= ask();
      if (!ahead) throw new RangeError("read past the end");
      const { piece, isWhole } = await ahead;
      ahead = ask();
      if (measurer.whole && isWhole) await measurer.whole(piece);
      else await measurer.update(piece);
      return piece;
    },
    measured: () => measurer.finish(),
    close() {
      forward?.close();
      measurer.stop?.();
    },
  };
}

/** Length of the buffers that are used again: long enough for all but what a single long record fills. */
export const usualLength = (files: readonly Stored[]): number =>
  files.reduce((most, { size }) => Math.max(most, Math.min(size, FILE_LENGTH)), 0);

/** Two by turns; a longer one is made anew. */
function twoRooms(files: readonly Stored[]): Rooms {
  const usual = usualLength(files);
  const held: Bytes[] = [];
  return {
    async take(length) {
      const free = held.length > 1 ? held.shift() : undefined;
      const fits = free?.length === usual && length <= usual;
      if (free && !fits) letGo(free.buffer);
      const room = fits ? free : new Uint8Array(Math.max(usual, length));
      held.push(room);
      return room;
    },
  };
}

interface Range {
  at: number;
  length: number;
  /** The file is not longer. */
  isWhole: boolean;
}

function* rangesOf(files: readonly Stored[], whole: number): Generator<Range> {
  for (const { dataAt, size } of files) {
    const most = size <= whole ? whole : PIECE;
    for (let at = 0; at < size; at += most)
      yield { at: dataAt + at, length: Math.min(most, size - at), isWhole: size <= most };
  }
}
