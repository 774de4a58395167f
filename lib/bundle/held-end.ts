/**
 * The end of a source, read once and held: the directory and all small files lie there, and to ask a Blob for each of
 * them is a turn with the browser's own process, waited for longer than it takes (Chromium 156, 2026-11).
 */
import type { BundleSource } from "./source.ts";

/** The many small files of a large bundle; its records and disclosures lie before them and are read on their way. */
const HELD = 1024 * 1024;

/** The same source; what lies wholly in its end is given in views, not to be written to. */
export function holdingEnd<Source extends BundleSource>(source: Source): Source {
  const from = Math.max(0, source.size - HELD);
  let held: Promise<Uint8Array> | null = null;
  const end = async (): Promise<Uint8Array> => {
    held ??= source.read(from, source.size - from);
    try {
      return await held;
    } catch (error) {
      held = null; // whoever asks next may find it readable
      throw error;
    }
  };
  return {
    ...source,
    async read(offset, length, into) {
      if (offset < from || offset + length > source.size) return source.read(offset, length, into);
      return (await end()).subarray(offset - from, offset - from + length);
    },
  };
}
