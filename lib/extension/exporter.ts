/** Writes bundles to a file the browser can save. Runs where Blob URLs exist: Chromium's offscreen page, Firefox's background page. */
import { type BundleCapture, writeWacz } from "../bundle/wacz-write.ts";
import { withholding } from "../bundle/withhold.ts";
import { plain } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { readArtefact, readSealed } from "../vault/captures.ts";
import { readKeys, readLog } from "../vault/cases.ts";
import { disclosedNotes } from "../vault/notes.ts";
import type { ExportJob, ExportReport } from "./messages.ts";
import { openSink, removeSink } from "./sink.ts";
import { type AskStamps, gatherStamps } from "./stamp-export.ts";

const REPORT_EVERY_MS = 250;

export type Report = (report: ExportReport) => void;

/** Blob URLs of finished exports, by job. */
const finished = new Map<string, string>();

/** Writes one bundle and reports on the way, at the end with the address of the file or with the fault. Never throws. */
export async function runExport(job: ExportJob, report: Report, ask: AskStamps): Promise<void> {
  const { jobId } = job;
  let doneBytes = 0;
  let lastReport = 0;
  const onProgress = (done: number) => {
    doneBytes = done;
    if (performance.now() - lastReport < REPORT_EVERY_MS) return;
    lastReport = performance.now();
    report({ jobId, doneBytes });
  };
  try {
    const sink = await openSink(jobId);
    await (await bundleOf(job, ask, onProgress)).pipeThrough(unshared()).pipeTo(sink.writable);
    const url = URL.createObjectURL(await sink.finish());
    finished.set(jobId, url);
    report({ jobId, doneBytes, url });
  } catch (error) {
    report({ jobId, doneBytes, fault: toFault(error, "export-failed") });
  }
}

/** The file is saved or no longer wanted. */
export async function releaseExport(jobId: string): Promise<void> {
  const url = finished.get(jobId);
  if (url) URL.revokeObjectURL(url);
  finished.delete(jobId);
  await removeSink(jobId);
}

async function bundleOf(job: ExportJob, ask: AskStamps, onProgress: (doneBytes: number) => void) {
  const seqs = new Set<number>();
  const { bundleId, createdAt, software, caseId, captureIds, entries } = job;
  // Written since this export was entered: the log of this bundle does not know of it.
  const known = ({ entry }: { entry: number }) => entry < entries;
  return writeWacz({
    bundleId,
    createdAt,
    software,
    keys: await readKeys(caseId),
    entries: await readLog(caseId, entries),
    notes: job.notes ? (await disclosedNotes(captureIds)).filter(known) : [],
    // Read anew each time it is asked for: a bundle may be larger than memory.
    captures: withholding({ [Symbol.asyncIterator]: () => captures(captureIds, seqs) }, job.withhold),
    stamps: (signature) => gatherStamps(job, [...seqs], signature, ask),
    onProgress,
  });
}

/** `seqs` takes the records' numbers in their case. */
async function* captures(captureIds: readonly string[], seqs: Set<number>): AsyncGenerator<BundleCapture> {
  for (const captureId of captureIds) {
    const sealed = await readSealed(captureId);
    if (!sealed) throw new FaultError("not-found", "capture deleted during export");
    const { card, record, disclosures } = sealed;
    seqs.add(card.seq);
    yield {
      captureId,
      record,
      disclosures,
      async artefact(name) {
        const blob = await readArtefact(captureId, name);
        if (!blob) throw new FaultError("not-found", "artefact");
        return blob;
      },
    };
  }
}

/** File streams take no shared buffers; ours never are, and this says so to the types. */
const unshared = () =>
  new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => controller.enqueue(plain(chunk)),
  });
