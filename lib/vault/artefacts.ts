/** The files of captures at rest: sealed before any transaction, opened after it. */

import { OpenedBlob, sealBlob } from "./blob.ts";
import { type ArtefactRow, database } from "./database.ts";
import { heldKeys, loadKey } from "./keyring.ts";
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

const placeOf = (captureId: string, name: string): string => `artefacts|${captureId}|${name}`;
