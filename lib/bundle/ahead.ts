/** Prepares what comes next while the present thing is written, so that reading and writing go side by side. */

/** Of each item what `prepare` makes of it, in order; beside the one that was given out at least one is prepared, and as many as have `most` bytes together. */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  sizeOf: (item: T) => number,
  most: number,
  prepare: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const prepared: { next: Promise<R>; size: number }[] = [];
  /** Of all but the first. */
  let size = 0;
  for await (const item of items) {
    const next = prepare(item);
    next.catch(() => undefined); // told where it is awaited, if it is
    if (prepared.length > 0) size += sizeOf(item);
    prepared.push({ next, size: sizeOf(item) });
    while (prepared.length > 1 && size >= most) {
      const first = prepared.shift();
      size -= prepared[0]?.size ?? 0;
      if (first) yield first.next;
    }
  }
  for (const { next } of prepared) yield next;
}
