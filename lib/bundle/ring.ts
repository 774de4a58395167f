/** One buffer for things that come and go in about the same order, each lying in it whole: no garbage of their size. */

export interface Room {
  bytes: Uint8Array;
  /** Gives it back. */
  leave(): void;
}

/**
 * Gives rooms in one buffer of `size` bytes; where it has none free, in others, which are used again too. `make` makes
 * buffers.
 */
export function newRing(size: number, make: (length: number) => Uint8Array): (length: number) => Room {
  let buffer: Uint8Array | null = null;
  /** Latest last; they are followed by the first where the buffer has come to its end. */
  const taken: { from: number; to: number; isLeft: boolean }[] = [];
  const spare: Uint8Array[] = [];

  /** Where so many bytes are free, or null. */
  const free = (length: number): number | null => {
    while (taken[0]?.isLeft) taken.shift();
    const [first, last] = [taken[0], taken.at(-1)];
    if (!first || !last) return length <= size ? 0 : null;
    if (last.to <= first.from) return last.to + length <= first.from ? last.to : null;
    if (last.to + length <= size) return last.to;
    return length <= first.from ? 0 : null;
  };
  const outside = (length: number): Room => {
    const fits = spare.findIndex((one) => one.length >= length);
    const [whole] = spare.splice(Math.max(fits, 0), 1); // one that is too short makes room for a longer one
    const own = whole && fits >= 0 ? whole : make(length);
    return { bytes: own.subarray(0, length), leave: () => spare.push(own) };
  };
  return (length) => {
    const from = free(length);
    if (from === null) return outside(length);
    buffer ??= make(size);
    const room = { from, to: from + length, isLeft: false };
    taken.push(room);
    return {
      bytes: buffer.subarray(room.from, room.to),
      leave: () => {
        room.isLeft = true;
      },
    };
  };
}
