/** The door to our own databases. */
import type { Dexie } from "dexie";
import { FaultError } from "../model/fault.ts";
import { door } from "./door.ts";
import { beginFreshLog } from "./fresh-log.ts";

/** The browser closed a database by itself: a write may have been torn. */
let isTorn = false;

/**
 * To be given to Dexie as its `indexedDB`. What a later version of Keepsake wrote is left alone: Dexie would open it all the
 * same, without a version, and lay missing tables and indexes down in it.
 */
export function doorOfOurs(of: () => Dexie) {
  // Dexie does not try again by itself what could not be opened once.
  const any = door(opened, () => of().close({ disableAutoOpen: false }));
  return {
    ...any,
    open(name: string, version?: number): IDBOpenDBRequest {
      if (version === undefined) throw new FaultError("store-newer", name);
      return any.open(name, version);
    },
  };
}

function opened(database: IDBDatabase): void {
  database.addEventListener("close", () => {
    isTorn = true;
  });
  if (!isTorn) return;
  isTorn = false;
  beginFreshLog().catch((error: unknown) => {
    isTorn = true;
    console.warn("no fresh log", error instanceof Error ? error.name : "");
  });
}
