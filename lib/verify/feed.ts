/** Stored files in pieces, read one ahead: the next is under way while this one is looked at. */
import { FILE_LENGTH } from "../bundle/archive-files.ts";
import { turns } from "../bundle/chunks.ts";
import type { BundleSource } from "../bundle/source.ts";
import type { ZipEntry } from "../bundle/zip-read.ts";
import type { Bytes } from "../evidence/bytes.ts";
import type { Measurer } from "../evidence/measure.ts";

const PIECE = 2 * 1024 * 1024;
/** Files up to here are read in one piece, where they are hashed in one go: four times it may be in memory. */
const WHOLE = 32 * 1024 * 1024;

export interface Feed {
  /** The next piece of one of the files; holds until the next is asked for. Not to be asked at the end. */
  next(): Promise<Uint8Array>;
  close(): void;
}

/** The pieces of these files, one file after the other, in the form that the measurer takes fastest. */
export function feedOf(source: BundleSource, entries: readonly ZipEntry[], measurer: Measurer): Feed {
  const ranges = rangesOf(entries, measurer.whole ? WHOLE : PIECE);
  const { read, close } = measurer.whole ? byWholes(source, entries) : byPieces(source, measurer.room);
  const ask = (): Promise<Uint8Array> | null => {
    const next = ranges.next();
    if (next.done) return null;
    const asking = read(next.value.at, next.value.length);
    asking.catch(() => undefined); // told where it is awaited, if it is
    return asking;
  };
  let ahead: Promise<Uint8Array> | null = null;
  return {
    async next() {
      ahead ??= ask();
      if (!ahead) throw new RangeError("read past the end");
      const piece = await ahead;
      ahead = ask();
      return piece;
    },
    close,
  };
}

/** `room`: gives buffers to read into, if not two of its own. */
function byPieces(source: BundleSource, room: Measurer["room"] = turns(PIECE)) {
  return {
    read: async (at: number, length: number): Promise<Uint8Array> => source.read(at, length, await room()),
    close: () => undefined,
  };
}

/** Two buffers by turns, long enough for all but what a single long record fills: that has one of its own. */
function byWholes(source: BundleSource, entries: readonly ZipEntry[]) {
  const forward = source.forward?.();
  const usual = entries.reduce((most, { size }) => Math.max(most, Math.min(size, FILE_LENGTH)), 0);
  const held: Bytes[] = [];
  const roomFor = (length: number): Bytes => {
    const free = held.length > 1 ? held.shift() : undefined;
    if (free?.length === usual && length <= usual) return free;
    free?.buffer.transfer?.(0); // not when the collector comes
    return new Uint8Array(Math.max(usual, length));
  };
  return {
    read(at: number, length: number): Promise<Uint8Array> {
      const room = roomFor(length);
      held.push(room);
      return (forward ?? source).read(at, length, room);
    },
    close: () => forward?.close(),
  };
}

function* rangesOf(entries: readonly ZipEntry[], whole: number): Generator<{ at: number; length: number }> {
  for (const { dataAt, size } of entries) {
    const most = size <= whole ? whole : PIECE;
    for (let at = 0; at < size; at += most) yield { at: dataAt + at, length: Math.min(most, size - at) };
  }
}
