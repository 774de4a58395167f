/** Turns what IndexedDB throws into faults a person can act on. */
import { FaultError } from "../model/fault.ts";
import { isFull } from "./full.ts";

const FULL = new Set(["QuotaExceededError"]);
const UNAVAILABLE = new Set([
  "DatabaseClosedError",
  "InvalidStateError",
  "MissingAPIError",
  "NotFoundError",
  "OpenFailedError",
  "SecurityError",
  "UnknownError",
  "VersionError",
]);

/** Runs `work`. @throws FaultError `store-full`, `store-unavailable`, or `seal-failed` for any other failure. */
export async function storing<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = asStoreFault(error);
    if (!STORE.has(fault.code) || !(await isFull())) throw fault;
    // A full disk comes as an abort without a word of why.
    throw new FaultError("store-full", fault.detail, { cause: error });
  }
}

/** Faults that the disk may be behind. */
const STORE: ReadonlySet<string> = new Set(["store-full", "store-unavailable", "seal-failed"]);

function asStoreFault(error: unknown): FaultError {
  const chain: unknown[] = [];
  // Dexie wraps: an AbortError carries the QuotaExceededError as `inner`.
  for (let link = error; isRecord(link) && chain.length < 8; link = link.inner ?? link.cause)
    chain.push(link);
  const fault = chain.find((link) => link instanceof FaultError);
  if (fault instanceof FaultError) return fault;
  const names = chain.map((link) => (isRecord(link) ? String(link.name) : ""));
  const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : undefined;
  const options = { cause: error };
  if (names.some((name) => FULL.has(name))) return new FaultError("store-full", detail, options);
  if (names.some((name) => UNAVAILABLE.has(name)))
    return new FaultError("store-unavailable", detail, options);
  return new FaultError("seal-failed", detail, options);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
