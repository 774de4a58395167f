/** The WARC of a bundle, written capture by capture; what index, pages and manifest need is noted on the way. */

import { wasmChecksum } from "../evidence/checksum.ts";
import { openPart } from "../evidence/open.ts";
import { leafHash } from "../evidence/tree.ts";
import { FaultError } from "../model/fault.ts";
import { ahead } from "./ahead.ts";
import { cdxLine } from "./cdxj.ts";
import { derivedOf } from "./derived.ts";
import { memberLength } from "./gzip.ts";
import type { BundleContent } from "./input.ts";
import { pageLine } from "./pages.ts";
import { newPayloadReader } from "./payload-reader.ts";
import type { DerivedPicture, PackageSigner, Withheld } from "./redaction.ts";
import { recordLength, warcHead, warcInfo, writeRecord, writeWhole } from "./warc.ts";
import { planRecords, webAddress } from "./warc-plan.ts";

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

/** The WARC's bytes. Throws FaultError `export-failed` where a capture does not fit its record. */
export async function* writeArchive(
  input: BundleContent,
  ledger: Ledger,
  signer: PackageSigner,
): AsyncGenerator<Uint8Array[]> {
  const makeChecksum = input.checksum ?? wasmChecksum;
  const info = await warcInfo(input.bundleId, input.createdAt, input.software);
  yield* writeWhole(info, await makeChecksum());
  let offset = memberLength(info.length);
  const payloads = newPayloadReader(input.hasher);
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
    const plan = await planRecords(record.id, statement, input.createdAt, pictures);
    const ready = ahead(plan, (planned) => payloads.read(planned, capture, derived));
    for (const planned of plan) {
      if (planned.derived === "replay" && webAddress(planned.uri))
        ledger.main ??= { url: planned.uri, date: planned.date };
      const head = warcHead(planned);
      const length = recordLength(head, planned.bytes);
      ledger.index.push(cdxLine(planned, offset, length));
      yield* writeRecord(head, await ready(), planned.bytes, await makeChecksum());
      offset += length;
    }
  }
}
