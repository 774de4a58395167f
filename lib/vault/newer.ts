/** A database that a later version of Keepsake wrote: left alone, and said. */
import type { Dexie } from "dexie";
import { FaultError } from "../model/fault.ts";

/** Dexie multiplies its versions by ten. */
const NATIVE = 10;

/** To be called when `opened` has been opened. @throws FaultError `store-newer`. */
export function refuseNewer(opened: Dexie): void {
  const lies = Math.floor(opened.backendDB().version / NATIVE);
  const ours = opened.verno;
  if (lies > ours) throw new FaultError("store-newer", `${opened.name} ${lies}`);
}
