/** The files of captures at rest: sealed before any transaction, opened after it. */

import { OpenedBlob, sealBlob } from "./blob.ts";
import { type ArtefactRow, database } from "./database.ts";
import { heldKeys, loadKey, type VaultKeys } from "./keyring.ts";
import { storing } from "./storing.ts";

/** A row ready to be stored. @throws FaultError `vault-locked`. */
export async function sealArtefact(captureId: string, name: string, file: Blob): Promise<ArtefactRow> {
  await loadKey();
  return { captureId, name, bytes: await sealBlob(heldKeys(), placeOf(captureId, name), file) };
}

/** One file of a capture, to be read in part or whole. Null: not kept. @throws FaultError `vault-locked`, `vault-damaged`. */
export async function openArtefact(captureId: string, name: string): Promise<OpenedBlob | null> {
  const row = await storing(() => database.artefacts.get([captureId, name]));
  return row ? new OpenedBlob(heldKeys(), placeOf(captureId, name), row.bytes) : null;
}

/** The same file under other keys. @throws FaultError `vault-damaged` where it does not open by the keys of before. */
export async function resealArtefact(from: VaultKeys, to: VaultKeys, row: ArtefactRow): Promise<ArtefactRow> {
  const place = placeOf(row.captureId, row.name);
  const file = await new OpenedBlob(from, place, row.bytes).blob();
  return { ...row, bytes: await sealBlob(to, place, file) };
}

const placeOf = (captureId: string, name: string): string => `artefacts|${captureId}|${name}`;
