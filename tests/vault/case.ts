/** A capture stored in a case of one's choice, and the bundle of a case as the exporter writes it. */
import { writeWacz } from "../../lib/bundle/wacz-write.ts";
import { toHex } from "../../lib/evidence/bytes.ts";
import { readArtefact, readSealed } from "../../lib/vault/captures.ts";
import { readKeys, readLog } from "../../lib/vault/cases.ts";
import { enterExport } from "../../lib/vault/exported.ts";
import { disclosedNotes } from "../../lib/vault/notes.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { capture, NOW } from "./statement.ts";

export const randomId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

/** Gives the id of a made-up capture in this case. */
export async function storeIn(caseId: string, text: string): Promise<string> {
  const captureId = randomId();
  await storeCapture({ captureId, ...(await capture(text)), now: NOW, caseId });
  return captureId;
}

/** Enters the export, and writes the bundle. */
export async function exportCase(caseId: string, ids: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const bundleId = randomId();
  const entries = await enterExport(caseId, { bundleId, captures: ids.length });
  const captures = await Promise.all(
    ids.map(async (captureId) => {
      const sealed = await readSealed(captureId);
      if (!sealed) throw new Error("not kept");
      const artefact = async (name: string) => (await readArtefact(captureId, name)) ?? new Blob();
      return { captureId, record: sealed.record, disclosures: sealed.disclosures, artefact };
    }),
  );
  const stream = writeWacz({
    bundleId,
    createdAt: NOW,
    software: "Keepsake 0.1.0",
    keys: await readKeys(caseId),
    entries: await readLog(caseId, entries),
    notes: await disclosedNotes(ids),
    captures,
  });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
