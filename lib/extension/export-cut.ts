/** Exports under way, noted in the vault: all else that knows of them ends with the browser, and no death passes in silence. */
import { z } from "zod";
import { toFault } from "../model/fault.ts";
import { readSetting, writeSetting } from "../vault/settings.ts";
import { allExports, hasEnded } from "./export-states.ts";

const KEY = "exports-open";
const Noted = z.array(z.string().max(64)).max(1000);
let last: Promise<unknown> = Promise.resolve();

const noted = async (): Promise<string[]> => Noted.catch([]).parse(await readSetting(KEY));

/** One change after the other. */
function change(next: (jobIds: string[]) => string[]): Promise<void> {
  const changed = last.then(async () => {
    const before = await noted();
    const after = next(before).slice(-1000);
    if (after.join() !== before.join()) await writeSetting(KEY, after);
  });
  last = changed.catch(() => undefined);
  return changed;
}

/** @throws FaultError `store-full`, `vault-locked`. */
export const noteExportBegun = (jobId: string): Promise<void> => change((ids) => [...ids, jobId]);

/** Saved, or failed and told. A vault that was locked meanwhile learns of it when it is asked next. */
export async function noteExportEnded(jobId: string): Promise<void> {
  try {
    await change((ids) => ids.filter((id) => id !== jobId));
  } catch (error) {
    console.info("export's end not noted", toFault(error).code);
  }
}

/** How many were cut short by the browser's end: noted, and known to nobody any more. */
export async function exportsCutShort(): Promise<number> {
  const known = await allExports();
  const ended = new Set(known.filter(hasEnded).map(({ state }) => state.jobId));
  await change((ids) => ids.filter((id) => !ended.has(id)));
  const living = new Set(known.map(({ state }) => state.jobId));
  return (await noted()).filter((id) => !living.has(id)).length;
}

/** The person has read of them. */
export async function acknowledgeExports(): Promise<void> {
  const living = new Set((await allExports()).map(({ state }) => state.jobId));
  await change((ids) => ids.filter((id) => living.has(id)));
}
