/** What a series of kills has found so far, kept between its rounds beside the profile: a long one can be had in pieces. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { World } from "./acts.ts";

export interface Figures {
  rounds: number;
  /** By what was under way. */
  acts: Record<string, { killed: number; finished: number }>;
  captures: { sealed: number; told: number; unbegun: number };
  exports: { told: number; unbegun: number };
  bundles: number;
  flaws: string[];
}

export const newFigures = (): Figures => ({
  rounds: 0,
  acts: {},
  captures: { sealed: 0, told: 0, unbegun: 0 },
  exports: { told: 0, unbegun: 0 },
  bundles: 0,
  flaws: [],
});

export interface Kept {
  world: Pick<World, "passphrases" | "sealed" | "backup">;
  figures: Figures;
}

const FILE = "so-far.json";

/** What was found in this folder before; null: nothing yet. */
export async function keptIn(folder: string): Promise<Kept | null> {
  const text = await readFile(join(folder, FILE), "utf8").catch(() => null);
  if (text === null) return null;
  const { passphrases, sealed, backup, figures } = JSON.parse(text);
  return { world: { passphrases, sealed: new Set(sealed), backup }, figures };
}

export async function keep(folder: string, world: World, figures: Figures): Promise<void> {
  const { passphrases, sealed, backup } = world;
  await writeFile(join(folder, FILE), JSON.stringify({ passphrases, sealed: [...sealed], backup, figures }));
}
