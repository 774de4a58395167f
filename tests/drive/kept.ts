/** What the extension has stored. */
import type { SealedBlob } from "../../lib/vault/blob.ts";
import type { JournalRow } from "../../lib/vault/database.ts";
import { type Runs, rowsIn } from "./raw-rows.ts";
import { until } from "./waiting.ts";

export interface Kept {
  /** Ids of sealed captures, oldest first. */
  captures: string[];
  /** Journal rows: captures under way or cut short. */
  journal: { captureId: string; state: string }[];
  artefacts: { captureId: string; name: string; bytes: number }[];
  custody: number;
}

/** @throws Error while the vault is locked */
export async function keptIn(own: Runs): Promise<Kept> {
  const { captures = [], journal = [], artefacts = [], custody = [] } = (await rowsIn(own)).rows;
  return {
    captures: captures.sort((a, b) => Number(a.seq) - Number(b.seq)).map((row) => String(row.id)),
    journal: (journal as unknown as JournalRow[]).map(({ captureId, state }) => ({ captureId, state })),
    artefacts: artefacts.map(({ captureId, name, bytes }) => ({
      captureId: String(captureId),
      name: String(name),
      bytes: (bytes as SealedBlob).size,
    })),
    custody: custody.length,
  };
}

/** Waits until one more capture than `before` is sealed; gives its id. */
export async function nextKept(own: Runs, before: Kept, seconds = 60): Promise<string> {
  return until(
    "a sealed capture",
    async () => (await keptIn(own)).captures.find((id) => !before.captures.includes(id)),
    seconds,
  );
}
