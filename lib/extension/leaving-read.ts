/** Reads what is chosen to be handed over, before anything is made: what it states, and what the leak gate finds in it. */
import { z } from "zod";
import { openDisclosure } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { Artefact } from "../model/statement.ts";
import { readSealed } from "../vault/captures.ts";
import { readNote } from "../vault/notes.ts";
import { readOwn } from "../vault/witness.ts";
import type { Leak } from "./export-messages.ts";
import { gated, LeakError, leakCheck } from "./leak-check.ts";
import type { Chosen, LeavingPart } from "./leaving.ts";
import { outgoing } from "./outgoing.ts";

const Said = z.looseObject({ value: z.string() }).nullable().optional();
const Who = z.looseObject({ name: Said, handle: Said, id: Said, url: Said });
const WithAuthor = z.looseObject({ author: Who });

/** One capture after the other: of each only what the screen needs is held. @throws FaultError `not-found` where one is gone. */
export async function readChosen(captureIds: readonly string[]): Promise<Chosen> {
  const captures: Chosen["captures"] = [];
  for (const id of captureIds) {
    const sealed = await readSealed(id);
    if (!sealed) throw new FaultError("not-found");
    const parts: LeavingPart[] = [];
    let rest = sealed.record.length;
    for (const disclosure of sealed.disclosures) {
      rest += disclosure.length;
      const leaf = openDisclosure(disclosure);
      if (!leaf) continue;
      const { path, value } = leaf;
      const file = path.startsWith("artefact/") ? Artefact.safeParse(value).data : undefined;
      const named = namedIn(path, value);
      if (file || named)
        parts.push({
          path,
          bytes: file?.bytes ?? 0,
          picture: file?.role.startsWith("picture") ?? false,
          named,
        });
    }
    captures.push({ card: sealed.card, parts, rest });
  }
  const own = await readOwn(captureIds);
  return {
    captures: captures.sort((a, b) => a.card.seq - b.card.seq),
    own: [...new Set([...own.values()].flatMap((values) => [...values]))],
  };
}

/** The name that a part states, and as whose; null: none. */
function namedIn(path: string, value: unknown): LeavingPart["named"] {
  const as =
    path === "extraction/author" ? "author" : path === "extraction/original" ? "original" : "commenter";
  if (as === "commenter" && !path.startsWith("comment/")) return null;
  const who = as === "author" ? Who.safeParse(value).data : WithAuthor.safeParse(value).data?.author;
  const said = who?.name ?? who?.handle ?? who?.id ?? who?.url;
  return said ? { name: said.value, as } : null;
}

/**
 * Where the leak gate would stop all of it; empty: nowhere, as far as it can see. Nothing is written, and it is asked
 * again, of every byte, when the file is made. @throws FaultError `vault-locked`, `not-found`.
 */
export async function leaksAhead(captureIds: readonly string[], notes: boolean): Promise<Leak[]> {
  const leaks = await inCaptures(captureIds, new Map());
  for (const id of notes ? captureIds : [])
    leaks.push(...(await found(async () => void (await gated((await readNote(id))?.text ?? "")))));
  return leaks;
}

/**
 * The gate tells of the witness's own strings in the wrong capture first, and of nothing else: what it told of is passed
 * over, and it is asked again.
 */
async function inCaptures(captureIds: readonly string[], over: Map<string, Set<string>>): Promise<Leak[]> {
  const choices = [...over].map(([record, paths]) => ({ record, paths: [...paths], blackouts: [] }));
  const captures = outgoing(captureIds, choices);
  let leaks: Leak[] = [];
  const first = await found(async () => {
    leaks = await (await leakCheck(captureIds, captures)).leaks(captures);
  });
  if (first.length === 0) return leaks;
  for (const { captureId, path } of first) {
    if (captureId === null || path === null) return first;
    over.set(captureId, (over.get(captureId) ?? new Set()).add(path));
  }
  return [...first, ...(await inCaptures(captureIds, over))];
}

async function found(work: () => Promise<void>): Promise<Leak[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof LeakError) return error.leaks;
    throw error;
  }
}
