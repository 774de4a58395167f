/** Prepares what comes next while the present thing is written, so that reading and writing go side by side. */

/** Of each item what `prepare` makes of it, in order; as many as `depth` are prepared beside the one that was given out. */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  depth: number,
  prepare: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const prepared: Promise<R>[] = [];
  for await (const item of items) {
    const next = prepare(item);
    next.catch(() => undefined); // told where it is awaited, if it is
    prepared.push(next);
    if (prepared.length > depth) yield* prepared.splice(0, 1);
  }
  yield* prepared;
}
