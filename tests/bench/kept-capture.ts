/** What the last capture kept, straight from the extension's database: its statement, opened, and its files' bytes. */
import type { Page } from "playwright-core";
import { openDisclosures } from "../../lib/evidence/seal.ts";
import type { Statement } from "../../lib/model/statement.ts";
import { OpenedBlob } from "../../lib/vault/blob.ts";
import type { ArtefactRow, CaptureRow } from "../../lib/vault/database.ts";
import { rowsIn } from "../drive/raw-rows.ts";

export interface KeptCapture {
  statement: Statement;
  files: { name: string; bytes: Buffer }[];
}

/** `own`: any page of the extension (its origin owns the database). @throws FaultError where record and disclosures do not fit */
export async function readKept(own: Page): Promise<KeptCapture> {
  const { keys, rows } = await rowsIn(
    { run: (script) => own.evaluate(script) },
    ["captures", "artefacts"],
    true,
  );
  const captures = (rows.captures ?? []) as unknown as CaptureRow[];
  const [found] = captures.sort((a, b) => b.seq - a.seq);
  if (!found) throw new Error("not kept");
  const captureId = found.id;
  const artefacts = ((rows.artefacts ?? []) as unknown as ArtefactRow[]).filter(
    (row) => row.captureId === captureId,
  );
  const open = async ({ name, bytes }: ArtefactRow) => {
    const opened = new OpenedBlob(keys, `artefacts|${captureId}|${name}`, bytes);
    return { name, bytes: Buffer.from(await opened.slice(0, opened.size)) };
  };
  return {
    statement: await openDisclosures(found.body.record, found.body.disclosures),
    files: await Promise.all(artefacts.map(open)),
  };
}
