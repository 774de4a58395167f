/** The WARC of a bundle, written capture by capture; what index, pages and manifest need is noted on the way. */

import { wasmChecksum } from "../evidence/checksum.ts";
import { type MakeHasher, sha256, sha256Stream, slices } from "../evidence/digest.ts";
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

/** Above this an artefact is hashed and written in slices, and so read twice. Two at most are in memory. */
const IN_MEMORY = 8 * 1024 * 1024;

/** The WARC's bytes. Throws FaultError `export-failed` where a capture does not fit its record. */
export async function* writeArchive(
  input: BundleContent,
  ledger: Ledger,
  signer: PackageSigner,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  const makeChecksum = input.checksum ?? wasmChecksum;
  const info = await warcInfo(input.bundleId, input.createdAt, input.software);
  for await (const chunk of writeWhole(info, await makeChecksum())) {
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
    const plan = await planRecords(record.id, statement, input.createdAt, pictures);
    const ready = ahead(plan, (planned) => payloadOf(planned, capture, derived, input.hasher));
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

/** The payload, its hash checked before a byte of it is written: what has rotted in the store must not leave as sealed. */
async function payloadOf(
  planned: PlannedRecord,
  capture: BundleCapture,
  derived: readonly Derived[],
  makeHasher: MakeHasher | undefined,
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
  const digest =
    inMemory && !makeHasher
      ? await sha256(inMemory)
      : await sha256Stream(inMemory ? once(inMemory) : slices(blob), makeHasher);
  if (blob.size !== planned.bytes || digest !== planned.digest)
    throw new FaultError("export-failed", `artefact changed since it was sealed: ${name}`);
  return inMemory ? once(inMemory) : slices(blob);
}

/** Prepares one of these more than was asked for, so that reading and writing go side by side. */
function ahead<T, R>(items: readonly T[], prepare: (item: T) => Promise<R>): () => Promise<R> {
  let asked = 0;
  let next: Promise<R> | undefined;
  const start = (): Promise<R> | undefined => {
    const item = items[asked++];
    const prepared = item === undefined ? undefined : prepare(item);
    prepared?.catch(() => undefined); // told where it is awaited, if it is
    return prepared;
  };
  return async () => {
    const result = await (next ?? start());
    if (result === undefined) throw new RangeError("nothing left to prepare");
    next = start();
    return result;
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
