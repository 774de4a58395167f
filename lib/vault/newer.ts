/**
 * What a later version of Keepsake wrote is left alone. Dexie would open it all the same, and lay missing tables and
 * indexes down in it: so it is given a browser's door that opens only at the version that is asked for.
 */
import { FaultError } from "../model/fault.ts";
import { doubtRoom, isDoubted } from "./full.ts";

/** To be given to Dexie as its `indexedDB`. It opens without a version only when a later one lies there. */
export const doorOfOurs = {
  open(name: string, version?: number): IDBOpenDBRequest {
    if (version === undefined) throw new FaultError("store-newer", name);
    // Whoever asks by another way than `storing`, a watching page above all, must not open it while the disk may be full.
    if (isDoubted()) throw new DOMException("not opened again before there is room", "QuotaExceededError");
    const request = door().open(name, version);
    request.addEventListener("success", () => request.result.addEventListener("close", doubtRoom));
    return request;
  },
  deleteDatabase: (name: string): IDBOpenDBRequest => door().deleteDatabase(name),
  databases: (): Promise<IDBDatabaseInfo[]> => door().databases(),
  cmp: (first: unknown, second: unknown): number => door().cmp(first, second),
};

function door(): IDBFactory {
  const found: IDBFactory | undefined = globalThis.indexedDB;
  if (!found) throw new FaultError("store-unavailable", "no IndexedDB");
  return found;
}
