/**
 * What of a case a partner has been handed, so that "all new since the last time" can be told: exactly, capture by capture,
 * by their numbers in the case, for a number is never given twice. A hand-over that fails or is called off is taken back.
 */
import { Dexie } from "dexie";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

type Stretch = [from: number, to: number];

/** These captures (numbers in the case) are on their way to the partner, or there: to be called when the encrypted file stands. */
export const noteHanded = (partnerId: string, caseId: string, seqs: readonly number[]): Promise<void> =>
  change(partnerId, caseId, (handed) => new Set([...handed, ...seqs]));

/** They did not get there after all: cancelled, or given up. What they were handed twice counts as new again. */
export const takeBackHanded = (partnerId: string, caseId: string, seqs: readonly number[]): Promise<void> =>
  change(partnerId, caseId, (handed) => new Set([...handed].filter((seq) => !seqs.includes(seq))));

/** Ids of the captures of a case that this partner was never handed, newest first. */
export async function notYetHanded(partnerId: string, caseId: string): Promise<string[]> {
  const [row, kept] = await storing(() =>
    database.transaction("r", database.handed, database.captures, async () => {
      const of = database.captures
        .where("[caseId+seq]")
        .between([caseId, Dexie.minKey], [caseId, Dexie.maxKey])
        .reverse();
      // In one order, both: that of the index.
      return [
        await database.handed.get([partnerId, caseId]),
        { keys: await of.keys(), ids: await of.primaryKeys() },
      ] as const;
    }),
  );
  const handed = expand(row?.body.stretches ?? []);
  return kept.ids.filter((_, at) => !handed.has(seqOf(kept.keys[at])));
}

const seqOf = (key: unknown): number => Number(Array.isArray(key) ? key[1] : Number.NaN);

async function change(
  partnerId: string,
  caseId: string,
  to: (handed: Set<number>) => Set<number>,
): Promise<void> {
  await storing(() =>
    database.transaction("rw", database.handed, database.partners, database.cases, async () => {
      // Partner or case may be gone meanwhile: then nothing of them comes back.
      const [partner, kept] = [await database.partners.get(partnerId), await database.cases.get(caseId)];
      if (!partner || !kept) return;
      const row = await database.handed.get([partnerId, caseId]);
      const stretches = collapse(to(expand(row?.body.stretches ?? [])));
      await database.handed.put({ partnerId, caseId, body: { stretches } });
    }),
  );
}

/** The numbers of stretches. */
const expand = (stretches: readonly Stretch[]): Set<number> =>
  new Set(stretches.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at)));

/** Numbers as few stretches, in order. */
export function collapse(numbers: ReadonlySet<number>): Stretch[] {
  const stretches: Stretch[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else stretches.push([number, number]);
  }
  return stretches;
}
