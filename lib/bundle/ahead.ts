/** Prepares one thing more than was asked for, so that reading and writing go side by side. */
export function ahead<T, R>(items: readonly T[], prepare: (item: T) => Promise<R>): () => Promise<R> {
  let asked = 0;
  let next: Promise<R> | undefined;
  const start = (): Promise<R> | undefined => {
    const item = items[asked++];
    const prepared = item === undefined ? undefined : prepare(item);
    prepared?.catch(() => undefined); // told where it is awaited, if it is
    return prepared;
  };
  return async () => {
    const result = await (next ?? start());
    if (result === undefined) throw new RangeError("nothing left to prepare");
    next = start();
    return result;
  };
}
