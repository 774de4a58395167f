/** What must hold after every start, however the life before ended. Gives the sentences of what does not. */

import type { JournalRow } from "../../lib/vault/database.ts";
import { findOnDisk } from "../drive/disk.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { askBackground, type OwnPage } from "../drive/speak.ts";
import { until } from "../drive/waiting.ts";
import { flawsOf } from "../fixtures/whole.ts";

export interface Seen {
  flaws: string[];
  /** Ids of sealed captures. */
  captures: string[];
  /** Of captures cut short, told and now acknowledged. */
  told: string[];
  /** Exports cut short, told and now acknowledged. */
  exports: number;
  /** Second looks sealed. */
  looks: number;
}

const LEFT_FILES = `(async () => {
  const found = [];
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("exports");
    for await (const name of folder.keys()) found.push(name);
  } catch {}
  return found;
})()`;

/** @param promised captures that were answered as kept, and were not deleted since */
export async function look(own: OwnPage, promised: ReadonlySet<string>): Promise<Seen> {
  const { interrupted, exports } = await until("what was cut short", async () => {
    const answer = await askBackground(own, "journal/interrupted", {});
    const { rows } = await rowsIn(own, ["journal"]);
    const open = ((rows.journal ?? []) as unknown as JournalRow[]).some(({ state }) => state === "open");
    return open ? undefined : answer;
  });
  const { rows } = await rowsIn(own);
  const captures = (rows.captures ?? []).map(({ id }) => String(id));
  const flaws = await flawsOf(rows);
  for (const id of promised) if (!captures.includes(id)) flaws.push(`${id} was sealed and is lost`);
  const told = interrupted.map(({ captureId }) => captureId);
  for (const id of told) if (captures.includes(id)) flaws.push(`${id} is told as cut short and is sealed`);
  await askBackground(own, "journal/acknowledge", { captureIds: told });
  const left = await until("exports cleared away", async () => {
    const files = await own.run<string[]>(LEFT_FILES);
    return files.length === 0 ? files : undefined;
  }).catch(() => own.run<string[]>(LEFT_FILES));
  if (left.length > 0) flaws.push(`files left in the profile: ${left.join()}`);
  const looks = (rows.looks ?? []).filter(({ state }) => state === "kept").length;
  return { flaws, captures, told, exports, looks };
}

/** Words that must lie nowhere in the extension's part of a profile. */
export const grep = (profile: string, words: readonly string[]): string[] =>
  findOnDisk(profile, words).map((hit) => `on the disk: ${hit}`);
