/** Web Locks for runtimes without them (Node 20): one holder of a name at a time, in order of asking. */
import { vi } from "vitest";
import { useKeySource } from "../../lib/vault/keyring.ts";

export function stubLocks(): void {
  // Unlocked: the key is asked for when the database is opened.
  useKeySource(async () => new Uint8Array(32).fill(3));
  const last = new Map<string, Promise<unknown>>();
  const request = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, mine);
    return mine;
  };
  vi.stubGlobal("navigator", { locks: { request } });
}
