/** What would leave with a hand-over, told before anything is made: every item, every name stated in it, sizes, what the leak gate finds. */
import { z } from "zod";
import { paddedSize } from "../bundle/padding.ts";
import { openDisclosure } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { Artefact } from "../model/statement.ts";
import { type CaptureCard, readSealed } from "../vault/captures.ts";
import { readNote } from "../vault/notes.ts";
import { readOwn } from "../vault/witness.ts";
import type { Leak } from "./export-messages.ts";
import { gated, LeakError, leakCheck } from "./leak-check.ts";
import { outgoing } from "./outgoing.ts";
import type { WithholdChoice } from "./withhold-messages.ts";

export interface LeavingItem {
  card: CaptureCard;
  /** Parts left out. */
  withheld: number;
  /** The picture goes along as it was taken. */
  picture: boolean;
}
/** A name that is stated in what leaves, and as whose. */
export interface Named {
  name: string;
  as: ("author" | "original" | "commenter")[];
  /** In how many captures. */
  captures: number;
}
export interface Leaving {
  items: LeavingItem[];
  /** Those that stand in most captures first. */
  names: Named[];
  /** Of the witness, what was left in by choice. */
  own: string[];
  /** Of the encrypted file, about: it is brought to one of few lengths. */
  bytes: number;
}

/** What stands in a bundle beside its captures: lists, log, the paper on how to check it. */
const BESIDE = 60_000;

const Said = z.looseObject({ value: z.string() }).nullable().optional();
const Who = z.looseObject({ name: Said, handle: Said, id: Said, url: Said });
const WithAuthor = z.looseObject({ author: Who });

/** @throws FaultError `not-found` where a capture is gone. */
export async function whatLeaves(
  captureIds: readonly string[],
  choices: readonly WithholdChoice[],
): Promise<Leaving> {
  const items: LeavingItem[] = [];
  const names = new Map<string, Named>();
  let bytes = 0;
  for (const id of captureIds) {
    const sealed = await readSealed(id);
    if (!sealed) throw new FaultError("not-found");
    const choice = choices.find(({ record }) => record === id);
    const out = new Set([...(choice?.paths ?? []), ...(choice?.blackouts ?? []).map(({ path }) => path)]);
    const here = new Map<string, Set<Named["as"][number]>>();
    let picture = false;
    let withheld = 0;
    for (const disclosure of sealed.disclosures) {
      const leaf = openDisclosure(disclosure);
      if (!leaf) continue;
      if (out.has(leaf.path)) {
        withheld++;
        continue;
      }
      const said = namedIn(leaf.path, leaf.value);
      if (said) here.set(said.name, (here.get(said.name) ?? new Set()).add(said.as));
      const file = leaf.path.startsWith("artefact/") ? Artefact.safeParse(leaf.value).data : undefined;
      bytes += disclosure.length + (file?.bytes ?? 0);
      picture ||= file?.role.startsWith("picture") ?? false;
    }
    for (const [name, as] of here) {
      const known = names.get(name) ?? { name, as: [], captures: 0 };
      names.set(name, { name, as: [...new Set([...known.as, ...as])], captures: known.captures + 1 });
    }
    items.push({ card: sealed.card, withheld, picture });
  }
  const own = await readOwn(captureIds);
  return {
    items: items.sort((a, b) => a.card.seq - b.card.seq),
    names: [...names.values()].sort((a, b) => b.captures - a.captures || a.name.localeCompare(b.name)),
    own: [...new Set([...own.values()].flatMap((values) => [...values]))],
    bytes: paddedSize(bytes + BESIDE),
  };
}

/** The name that a part states, and as whose; null: none. */
function namedIn(path: string, value: unknown): { name: string; as: Named["as"][number] } | null {
  const as =
    path === "extraction/author" ? "author" : path === "extraction/original" ? "original" : "commenter";
  if (as === "commenter" && !path.startsWith("comment/")) return null;
  const who = as === "author" ? Who.safeParse(value).data : WithAuthor.safeParse(value).data?.author;
  const said = who?.name ?? who?.handle ?? who?.id ?? who?.url;
  return said ? { name: said.value, as } : null;
}

/**
 * Where the leak gate would stop it; empty: nowhere, as far as it can see. Nothing is written. It is asked again, of every
 * byte, when the file is made. @throws FaultError `vault-locked`, `not-found`.
 */
export async function leaksAhead(
  captureIds: readonly string[],
  choices: readonly WithholdChoice[],
  notes: boolean,
): Promise<Leak[]> {
  try {
    const captures = outgoing(captureIds, choices);
    const leaks = await (await leakCheck(captureIds, captures)).leaks(captures);
    for (const id of notes ? captureIds : []) await gated((await readNote(id))?.text ?? "");
    return leaks;
  } catch (error) {
    if (error instanceof LeakError) return error.leaks;
    throw error;
  }
}
