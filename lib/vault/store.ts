/** Seals a capture and stores it whole: record, artefacts, custody entry, head and the end of its journal row in ONE transaction. */
import { type SealedCapture, sealCapture } from "../evidence/seal.ts";
import type { Statement } from "../model/statement.ts";
import { cardOf } from "./card.ts";
import { DEFAULT_CASE, openCase } from "./cases.ts";
import { database } from "./database.ts";
import { appendToLog } from "./log.ts";

export interface Sealing {
  captureId: string;
  statement: Statement;
  /** The bytes of `statement.artefacts`, by name. */
  files: ReadonlyMap<string, Blob>;
  /** RFC 3339 UTC with milliseconds. */
  now: string;
  caseId?: string;
}

/**
 * Seals and stores; the capture is kept when this returns and not before. Nothing is kept when it throws.
 * @throws FaultError `seal-failed`, `store-full`, `store-unavailable`.
 */
export async function storeCapture(sealing: Sealing): Promise<SealedCapture> {
  const { captureId, statement, files, now, caseId = DEFAULT_CASE } = sealing;
  await openCase(now, caseId);
  return appendToLog(
    caseId,
    (head) => sealCapture(statement, { captureId, head, now }),
    async (sealed) => {
      const { record, disclosures, leaf, seq } = sealed;
      const card = cardOf(statement, sealed, caseId);
      await database.captures.add({
        id: captureId,
        caseId,
        seq,
        body: { card, record, disclosures, leaf },
      });
      await database.artefacts.bulkAdd([...files].map(([name, bytes]) => ({ captureId, name, bytes })));
      await database.journal.delete(captureId);
    },
  );
}
