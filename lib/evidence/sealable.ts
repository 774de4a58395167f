/** Captured text may hold what canonical JSON cannot; here it is replaced, counted and told, never dropped in silence. */

/** How often a value had to be changed. */
export interface Changes {
  surrogates: number;
  numbers: number;
  /** Keys named `__proto__`, which programs drop or obey: written `(__proto__)`. */
  keys: number;
}

/**
 * A copy that `canonicalText` accepts: lone surrogates become U+FFFD, numbers that are not safe integers
 * their decimal text, keys `__proto__` are renamed. Adds to `changes`; the caller writes them into the evidence as an outcome (FORMAT §4.6).
 */
export function sealable<T>(value: T, changes: Changes): T;
export function sealable(value: unknown, changes: Changes): unknown {
  if (typeof value === "string") {
    if (value.isWellFormed()) return value;
    changes.surrogates++;
    return value.toWellFormed();
  }
  if (typeof value === "number") {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
    changes.numbers++;
    return String(value);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => sealable(item ?? null, changes));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [sealableKey(key, changes), sealable(item, changes)]),
    );
  return value;
}

function sealableKey(key: string, changes: Changes): string {
  if (key !== "__proto__") return sealable(key, changes);
  changes.keys++;
  return "(__proto__)";
}
