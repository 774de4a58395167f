/** Settings by name. In the vault, not in `storage.local`: content scripts can read that, and it stays in clear. */
import { database } from "./database.ts";
import { storing } from "./storing.ts";

/** The value of a setting; undefined where it was never set. */
export async function readSetting(key: string): Promise<unknown> {
  return (await storing(() => database.settings.get(key)))?.body;
}

/** Sets one setting; any value that can be cloned. @throws FaultError `store-full`, `store-unavailable`. */
export async function writeSetting(key: string, body: unknown): Promise<void> {
  await storing(() => database.settings.put({ key, body }));
}
