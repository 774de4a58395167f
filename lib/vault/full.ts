/**
 * A disk that is full. Whatever is written then can be torn, and opening a database writes: so none is opened before there is
 * room, in any page and by any way. What becomes of a torn write: `fresh-log.ts`.
 */

/** Bytes; less is no room. What opening replays and writes anew is smaller. */
const LEAST = 10_000_000;

/** True where the browser says that there is hardly a byte left. */
export async function isFull(): Promise<boolean> {
  const estimate = await globalThis.navigator?.storage?.estimate?.().catch(() => null);
  if (estimate?.quota === undefined || estimate.usage === undefined) return false;
  return estimate.quota - estimate.usage < LEAST;
}

const HANDLERS = ["onsuccess", "onerror", "onblocked", "onupgradeneeded"] as const;
type Handlers = Record<(typeof HANDLERS)[number], ((event: unknown) => unknown) | null>;

/**
 * A request that is made once there is room, and fails with a QuotaExceededError where there is none. To whoever sets its
 * handlers at once, as Dexie does, it is like the browser's own. `onRefused`: called after it failed.
 */
export function whenRoom(make: () => IDBOpenDBRequest, onRefused: () => void): IDBOpenDBRequest {
  let made: IDBOpenDBRequest | null = null;
  let refused: unknown = null;
  const handlers: Handlers = { onsuccess: null, onerror: null, onblocked: null, onupgradeneeded: null };
  const waiting = Object.defineProperties(handlers, {
    result: { get: () => made?.result },
    transaction: { get: () => made?.transaction ?? null },
    error: { get: () => refused ?? made?.error ?? null },
  });
  const begin = async () => {
    if (await isFull()) throw new DOMException("not opened before there is room", "QuotaExceededError");
    made = make();
    for (const on of HANDLERS) made[on] = (event: Event) => handlers[on]?.(event);
  };
  begin().catch((error: unknown) => {
    refused = error;
    handlers.onerror?.({ target: waiting });
    setTimeout(onRefused);
  });
  return waiting as unknown as IDBOpenDBRequest;
}
