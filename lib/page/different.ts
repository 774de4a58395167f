/** A bound on how many different things are taken up; those taken up are held weakly. */
export interface Different<T extends object> {
  /** True for what was taken up before, and for new things as long as there is room. */
  takes(thing: T): boolean;
  clear(): void;
}

export function differentAtMost<T extends object>(limit: number): Different<T> {
  let known = new WeakSet<T>();
  let count = 0;
  return {
    takes: (thing) => {
      if (known.has(thing)) return true;
      if (count >= limit) return false;
      count++;
      known.add(thing);
      return true;
    },
    clear: () => {
      known = new WeakSet();
      count = 0;
    },
  };
}
