/** The archive of a bundle, written capture by capture; what index, pages and manifest need is noted on the way. */

import type { Sum } from "../evidence/checksum.ts";
import { type Hashing, HOLDS } from "../evidence/hashing.ts";
import { openPart } from "../evidence/open.ts";
import { leafHash } from "../evidence/tree.ts";
import { FaultError } from "../model/fault.ts";
import { ahead } from "./ahead.ts";
import { archiveName, archivePath, beginsFile } from "./archive-files.ts";
import { cdxLine } from "./cdxj.ts";
import { derivedOf } from "./derived.ts";
import { memberLength } from "./gzip.ts";
import type { BundleContent } from "./input.ts";
import { pageLine } from "./pages.ts";
import { newPayloadReader, type Payload, type Wanted } from "./payload-reader.ts";
import type { DerivedPicture, PackageSigner, Withheld } from "./redaction.ts";
import { gatheringSums, type Summed } from "./summed.ts";
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

/** A record about to be written. */
interface Ready {
  planned: PlannedRecord;
  head: Uint8Array;
  payload: Payload;
}

/**
 * The archive's files, in order (FORMAT §8.1); each is to be read to its end before the next is asked for. Throws
 * FaultError `export-failed` where a capture does not fit its record.
 */
export async function* archiveFiles(
  input: BundleContent,
  ledger: Ledger,
  signer: PackageSigner,
  hashing: Hashing,
  sum: Sum,
): AsyncGenerator<{ path: string; chunks: AsyncIterable<Summed> }> {
  const read = newPayloadReader(input, hashing);
  const prepare = async (wanted: Wanted): Promise<Ready> => {
    const { planned } = wanted;
    return { planned, head: warcHead(planned), payload: await read(wanted) };
  };
  const sizeOf = ({ planned }: Wanted) => planned.bytes;
  const records = ahead(allRecords(input, ledger, signer), sizeOf, hashing.ahead, prepare);
  /** Since the last chunk; and since those before it. */
  const written: Payload[] = [];
  const holding: Payload[][] = [];
  let next = await records.next();
  for (let number = 0; number === 0 || !next.done; number++)
    yield { path: archivePath(number), chunks: oneFile(number) };

  async function* oneFile(number: number): AsyncGenerator<Summed> {
    const out = gatheringSums(sum);
    const info = await warcInfo(input.bundleId, input.createdAt, input.software, number);
    yield* given(writeWhole(info, out));
    const first = memberLength(info.length);
    for (let offset = first; !next.done; next = await records.next()) {
      const { planned, head, payload } = next.value;
      const length = recordLength(head, planned.bytes);
      if (beginsFile(offset, first, length)) break;
      ledger.index.push(cdxLine(planned, archiveName(number), offset, length));
      yield* given(writeRecord(head, payload.chunks, planned.bytes, out));
      written.push(payload);
      offset += length;
    }
    yield* given(out.take(true));
  }

  /** Payloads go when the chunks do that may show them. */
  async function* given(chunks: AsyncIterable<Summed> | Iterable<Summed>): AsyncGenerator<Summed> {
    for await (const chunk of chunks) {
      yield chunk;
      holding.push(written.splice(0));
      if (holding.length === HOLDS) for (const payload of holding.shift() ?? []) payload.leave?.();
    }
  }
}

/** All records but `warcinfo`. */
async function* allRecords(
  input: BundleContent,
  ledger: Ledger,
  signer: PackageSigner,
): AsyncGenerator<Wanted> {
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
    for (const planned of plan) {
      if (planned.derived === "replay" && webAddress(planned.uri))
        ledger.main ??= { url: planned.uri, date: planned.date };
      yield { planned, capture, derived };
    }
  }
}
