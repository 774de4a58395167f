/** Seals a capture and stores it whole: record, artefacts, custody entry, head and the end of its journal row in ONE transaction. */
import { type SealedCapture, sealCapture } from "../evidence/seal.ts";
import type { SecondLook, Statement } from "../model/statement.ts";
import { sealArtefact } from "./artefacts.ts";
import { cardOf } from "./card.ts";
import { DEFAULT_CASE, openCase } from "./cases.ts";
import { database, type LookRow } from "./database.ts";
import { appendToLog } from "./log.ts";

export interface Sealing {
  captureId: string;
  statement: Statement;
  /** The bytes of `statement.artefacts`, by name. */
  files: ReadonlyMap<string, Blob>;
  /** RFC 3339 UTC with milliseconds. */
  now: string;
  /** A case that exists; left out: the first one, made on first use. */
  caseId?: string;
  /** Second looks at this capture to be made later; asked for in the same transaction, so that none is forgotten. */
  looks?: readonly LookRow[];
}

/**
 * Seals and stores; the capture is kept when this returns and not before. Nothing is kept when it throws.
 * @throws FaultError `case-gone`, `seal-failed`, `store-full`, `store-unavailable`.
 */
export async function storeCapture(sealing: Sealing): Promise<SealedCapture> {
  const { captureId, statement, files, now, caseId = DEFAULT_CASE, looks = [] } = sealing;
  const look = statement.capture.secondLook;
  if (sealing.caseId === undefined) await openCase(now, caseId);
  const artefacts = await Promise.all([...files].map(([name, file]) => sealArtefact(captureId, name, file)));
  return appendToLog(
    caseId,
    (head, at) => sealCapture(statement, { captureId, head, now: at }),
    async (sealed) => {
      const { record, disclosures, leaf, seq } = sealed;
      const card = cardOf(statement, sealed, caseId);
      await database.captures.add({
        id: captureId,
        caseId,
        seq,
        body: { card, record, disclosures, leaf },
      });
      await database.artefacts.bulkAdd(artefacts);
      await database.journal.delete(captureId);
      await database.looks.bulkAdd([...looks]);
      if (look) await markKept(captureId, look);
    },
  );
}

/** The link from the first capture to this look, whether it stood in the queue or not. */
async function markKept(captureId: string, { of, login }: SecondLook): Promise<void> {
  const asked = await database.looks.get(captureId);
  const body = asked?.body ?? { login, askedAt: "", attempts: 1 };
  await database.looks.put({ captureId, of, state: "kept", body });
}
