/** Waiting with an end: nothing in a capture may wait for ever. */
import { type FaultCode, FaultError } from "../model/fault-error.ts";

/** The promise's value, or a FaultError of `code` after `ms`. */
export function bounded<T>(promise: Promise<T>, ms: number, code: FaultCode): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FaultError(code, `no answer within ${ms} ms`)), ms);
  });
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
}

/** Waits for the promise, but no longer than `ms`; what it says does not matter. */
export async function atMost(promise: Promise<unknown>, ms: number): Promise<void> {
  await bounded(promise, ms, "unexpected").catch((error: unknown) => error);
}
