/** The doors by which databases are opened, to be given to Dexie as its `indexedDB`. */
import type { Dexie } from "dexie";
import { FaultError } from "../model/fault.ts";
import { whenRoom } from "./full.ts";

/** For databases of any version. `onRefused`: called after one was not opened for want of room. */
export const door = (onRefused: () => void = () => undefined) => ({
  open: (name: string, version?: number): IDBOpenDBRequest =>
    whenRoom(() => browsers().open(name, version), onRefused),
  deleteDatabase: (name: string): IDBOpenDBRequest => browsers().deleteDatabase(name),
  databases: (): Promise<IDBDatabaseInfo[]> => browsers().databases(),
  cmp: (first: unknown, second: unknown): number => browsers().cmp(first, second),
});

/**
 * For our own. What a later version of Keepsake wrote is left alone: Dexie would open it all the same, without a version,
 * and lay missing tables and indexes down in it.
 */
export function doorOfOurs(of: () => Dexie) {
  // Dexie does not try again by itself what could not be opened once.
  const any = door(() => of().close({ disableAutoOpen: false }));
  return {
    ...any,
    open(name: string, version?: number): IDBOpenDBRequest {
      if (version === undefined) throw new FaultError("store-newer", name);
      return any.open(name, version);
    },
  };
}

function browsers(): IDBFactory {
  const found: IDBFactory | undefined = globalThis.indexedDB;
  if (!found) throw new FaultError("store-unavailable", "no IndexedDB");
  return found;
}
