/** Enters an export in the custody log of a case, before the bundle is written: the bundle tells of itself. */
import { database } from "./database.ts";
import { enterAct } from "./log.ts";
import { storing } from "./storing.ts";

/**
 * Appends the entry `exported`. Gives the size of the log with it.
 * @throws FaultError `case-gone`, `seal-failed`, `store-full`, `store-unavailable`.
 */
export async function enterExport(
  caseId: string,
  { bundleId, captures, withheld = 0 }: { bundleId: string; captures: number; withheld?: number },
): Promise<number> {
  const detail = { bundle: bundleId, captures, ...(withheld > 0 ? { withheld } : {}) };
  return (await enterAct(caseId, { type: "exported", commitment: null, detail })).size;
}

/**
 * Up to which number all captures of a case are exported once these are: further than before only where no kept one
 * between is left out.
 */
export async function exportedWith(caseId: string, exported: readonly { seq: number }[]): Promise<number> {
  const before = (await storing(() => database.cases.get(caseId)))?.body.exportedUpTo ?? -1;
  const since = await storing(() =>
    database.captures
      .where("[caseId+seq]")
      .between([caseId, before], [caseId, Number.MAX_SAFE_INTEGER], false, true)
      .keys(),
  );
  const numbers = new Set(exported.map(({ seq }) => seq));
  const kept = since.map((key) => Number(Array.isArray(key) ? key[1] : key));
  const left = kept.findIndex((seq) => !numbers.has(seq));
  return kept.slice(0, left === -1 ? kept.length : left).at(-1) ?? before;
}
