/**
 * Private windows. The background is one for all windows, and the vault the one that stays: what is kept in a private window
 * lies there, encrypted, or is not kept at all.
 */
import { FaultError } from "../model/fault.ts";
import { readHeader } from "../vault/gate.ts";

/** Before anything of a private window is kept. @throws FaultError `private-open` where whoever has the disk could read it. */
export async function checkPrivate(): Promise<void> {
  if ((await readHeader())?.kind === "open") throw new FaultError("private-open");
}
