/** The person's cases: which there are, what they are called, and which one captures go into. Names stand in bodies only. */
import { liveQuery } from "dexie";
import { toHex } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { DEFAULT_CASE, openCase } from "./cases.ts";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

export interface CaseCard {
  id: string;
  /** Null: never named. */
  name: string | null;
  createdAt: string;
  /** Fingerprint of its key, `sha256:…`. */
  keyId: string;
  captures: number;
  /** All captures up to this number were exported; -1: none. */
  exportedUpTo: number;
  /** Captures go into this one. */
  active: boolean;
}

/** Key of the setting that names the active case. Read and written in one transaction with the cases. */
export const ACTIVE = "active-case";
const NAME_AT_MOST = 80;

/** A new id: 16 random bytes, hex. */
export const newCaseId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

/** The id of the case that captures go into. It may be that it is made only by the first of them. */
export async function activeCase(): Promise<string> {
  const chosen = (await storing(() => database.settings.get(ACTIVE)))?.body;
  return typeof chosen === "string" ? chosen : DEFAULT_CASE;
}

/** All cases, oldest first; none before the first capture. */
export async function listCases(): Promise<CaseCard[]> {
  const active = await activeCase();
  return storing(async () => {
    const rows = await database.cases.toArray();
    const counts = await Promise.all(
      rows.map(({ id }) =>
        database.captures.where("[caseId+seq]").between([id, 0], [id, Number.MAX_SAFE_INTEGER]).count(),
      ),
    );
    const cards = rows.map(({ id, body }, index) => ({
      id,
      name: body.name ?? null,
      createdAt: body.createdAt,
      keyId: body.keys.statement.keyId,
      captures: counts[index] ?? 0,
      exportedUpTo: body.exportedUpTo ?? -1,
      active: id === active,
    }));
    return cards.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
  });
}

/** Makes a case and gives its id. `now`: RFC 3339 UTC. @throws FaultError `bad-request` for a name of nothing or over 80 signs. */
export async function createCase(name: string, now: string): Promise<string> {
  const id = newCaseId();
  await openCase(now, id, fitName(name));
  return id;
}

/** @throws FaultError `bad-request`, `not-found`. */
export async function renameCase(caseId: string, name: string): Promise<void> {
  const fit = fitName(name);
  const changed = await storing(() => database.cases.update(caseId, { "body.name": fit }));
  if (changed === 0 && !(await storing(() => database.cases.get(caseId)))) throw new FaultError("not-found");
}

/** From now on captures go into this case; those under way stay in theirs. @throws FaultError `not-found`. */
export async function chooseCase(caseId: string): Promise<void> {
  await storing(() =>
    database.transaction("rw", database.cases, database.settings, async () => {
      if (!(await database.cases.get(caseId))) throw new FaultError("not-found");
      await database.settings.put({ key: ACTIVE, body: caseId });
    }),
  );
}

/** Remembers up to which number captures of a case were exported; never back. A case that is gone is passed over. */
export async function noteExported(caseId: string, upTo: number): Promise<void> {
  await storing(() =>
    database.cases
      .where("id")
      .equals(caseId)
      .modify((row) => {
        row.body.exportedUpTo = Math.max(upTo, row.body.exportedUpTo ?? -1);
      }),
  );
}

/** Calls `onChange` now and whenever cases, their captures or the choice change. Gives the way to stop. */
export function watchCases(onChange: (cards: CaseCard[]) => void): () => void {
  const subscription = liveQuery(listCases).subscribe({
    next: onChange,
    error: (error) => console.error("watching cases ended", error),
  });
  return () => subscription.unsubscribe();
}

function fitName(name: string): string {
  const fit = name.toWellFormed().replace(/\s+/g, " ").trim();
  if (fit === "" || [...fit].length > NAME_AT_MOST) throw new FaultError("bad-request", "name");
  return fit;
}
