/** A capture had while the vault is locked: in its letter, and known to this session should the answer be lost. */
import { type Begun, noteBegun } from "./begun.ts";
import type { Composed } from "./compose.ts";
import { newLetterId, writeHad } from "./letters.ts";
import { isLocked } from "./vault-keeper.ts";
import { takeUp } from "./vault-opened.ts";

/** Keeps all of it, in the place of the note that it was begun. @throws FaultError `store-full`, `store-unavailable`. */
export async function holdCapture(captureId: string, begun: Begun, composed: Composed): Promise<void> {
  const { letterId = newLetterId() } = begun;
  await writeHad(letterId, captureId, composed);
  const { outcomes, extraction } = composed.statement;
  await noteBegun(captureId, { ...begun, letterId, told: { outcomes, parts: extraction.parts } });
  // Opened in the meantime: nobody would look for this letter.
  if (!(await isLocked())) void takeUp(Promise.resolve());
}
