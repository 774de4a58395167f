/** The door by which databases of any version are opened, to be given to Dexie as its `indexedDB`. */
import { FaultError } from "../model/fault.ts";
import { whenRoom } from "./full.ts";

const nothing = (): void => undefined;

/** `onOpened`: called with each connection; `onRefused`: after a database was not opened for want of room. */
export const door = (onOpened: (database: IDBDatabase) => void = nothing, onRefused = nothing) => ({
  open(name: string, version?: number): IDBOpenDBRequest {
    const make = () => {
      const request = browsers().open(name, version);
      request.addEventListener("success", () => onOpened(request.result));
      return request;
    };
    return whenRoom(make, onRefused);
  },
  deleteDatabase: (name: string): IDBOpenDBRequest => browsers().deleteDatabase(name),
  databases: (): Promise<IDBDatabaseInfo[]> => browsers().databases(),
  cmp: (first: unknown, second: unknown): number => browsers().cmp(first, second),
});

function browsers(): IDBFactory {
  const found: IDBFactory | undefined = globalThis.indexedDB;
  if (!found) throw new FaultError("store-unavailable", "no IndexedDB");
  return found;
}
