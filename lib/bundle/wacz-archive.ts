/** The WARC of a bundle, written capture by capture; what index, pages and manifest need is noted on the way. */

import { sha256, sha256Stream, slices } from "../evidence/digest.ts";
import { openPart } from "../evidence/open.ts";
import { leafHash } from "../evidence/tree.ts";
import { FaultError } from "../model/fault.ts";
import { cdxLine } from "./cdxj.ts";
import { type Derived, derivedOf } from "./derived.ts";
import type { BundleCapture, BundleContent } from "./input.ts";
import { pageLine } from "./pages.ts";
import type { DerivedPicture, PackageSigner, Withheld } from "./redaction.ts";
import { recordLength, warcHead, warcInfo, writeRecord, writeWhole } from "./warc.ts";
import { type PlannedRecord, planRecords, webAddress } from "./warc-plan.ts";

/** Some 300 bytes a record: all that is held of a capture once it is written. */
export interface Ledger {
  /** Leaf hashes of the records, in order. */
  leaves: string[];
  index: string[];
  pages: string[];
  /** The first capture's page. */
  main: { url: string; date: string } | null;
  /** What redaction.json will say. */
  withheld: Withheld[];
  derived: DerivedPicture[];
}

export const newLedger = (): Ledger => ({
  leaves: [],
  index: [],
  pages: [],
  main: null,
  withheld: [],
  derived: [],
});

/** Above this an artefact is hashed and written in slices, and so read twice. */
const IN_MEMORY = 32 * 1024 * 1024;

/** The WARC's bytes. Throws FaultError `export-failed` where a capture does not fit its record. */
export async function* writeArchive(
  input: BundleContent,
  ledger: Ledger,
  signer: PackageSigner,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const chunk of writeWhole(await warcInfo(input.bundleId, input.createdAt, input.software))) {
    offset += chunk.length;
    yield chunk;
  }
  let lastSeq = -1;
  for await (const capture of input.captures) {
    const opened = await openPart(capture.record, capture.disclosures);
    if ("problem" in opened) throw new FaultError("export-failed", opened.problem);
    const { record, statement, missing } = opened;
    if (record.id !== capture.captureId || record.seq <= lastSeq)
      throw new FaultError("export-failed", "captures out of order");
    lastSeq = record.seq;
    ledger.leaves.push(await leafHash(capture.record));
    ledger.pages.push(pageLine(record.id, statement, input.createdAt));
    if (missing.length > 0) ledger.withheld.push({ record: record.id, commitments: missing });
    const derived = await derivedOf(capture, missing, input.bundleId, signer);
    const pictures = derived.map(({ entry }) => entry);
    ledger.derived.push(...pictures);
    for (const planned of await planRecords(record.id, statement, input.createdAt, pictures)) {
      if (planned.derived === "replay" && webAddress(planned.uri))
        ledger.main ??= { url: planned.uri, date: planned.date };
      const head = warcHead(planned);
      const length = recordLength(head, planned.bytes);
      ledger.index.push(cdxLine(planned, offset, length));
      yield* writeRecord(head, await payloadOf(planned, capture, derived), planned.bytes);
      offset += length;
    }
  }
}

/** The payload, its hash checked before a byte of it is written: what has rotted in the store must not leave as sealed. */
async function payloadOf(
  planned: PlannedRecord,
  capture: BundleCapture,
  derived: readonly Derived[],
): Promise<AsyncIterable<Uint8Array>> {
  const { payload } = planned;
  if ("bytes" in payload) return once(payload.bytes);
  const name = "artefact" in payload ? payload.artefact : payload.picture.file;
  const blob =
    "artefact" in payload
      ? await capture.artefact(name)
      : derived.find(({ entry }) => entry === payload.picture)?.png;
  if (!blob) throw new FaultError("export-failed", "a derived picture is missing");
  const inMemory = blob.size <= IN_MEMORY ? new Uint8Array(await blob.arrayBuffer()) : null;
  const digest = inMemory ? await sha256(inMemory) : await sha256Stream(slices(blob));
  if (blob.size !== planned.bytes || digest !== planned.digest)
    throw new FaultError("export-failed", `artefact changed since it was sealed: ${name}`);
  return inMemory ? once(inMemory) : slices(blob);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
