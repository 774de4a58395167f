/** Writes bundles to a file the browser can save. Runs where Blob URLs exist: Chromium's offscreen page, Firefox's background page. */
import type { Gate } from "../bundle/leak-gate.ts";
import { writeWacz } from "../bundle/wacz-write.ts";
import { plain } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { readKeys, readLog } from "../vault/cases.ts";
import { disclosedNotes } from "../vault/notes.ts";
import { type LeakCheck, LeakError, leakCheck } from "./leak-check.ts";
import type { ExportJob, ExportReport } from "./messages.ts";
import { outgoing } from "./outgoing.ts";
import { sealParcel } from "./seal-parcel.ts";
import { openSink, removeSink } from "./sink.ts";
import { type AskStamps, gatherStamps } from "./stamp-export.ts";

const REPORT_EVERY_MS = 250;

export type Report = (report: ExportReport) => void;

/** Blob URLs of finished exports, by job. */
const finished = new Map<string, string>();
/** Jobs being written, and how to stop each. */
const running = new Map<string, AbortController>();

/** Jobs that are being written here now. */
export const runningExports = (): string[] => [...running.keys()];
/** Nothing is written, and nothing written waits to be saved. */
export const isExporterIdle = (): boolean => running.size === 0 && finished.size === 0;
/** Ends a job that is not wanted any more; its report tells of the fault `interrupted`. */
export const stopExport = (jobId: string): void => running.get(jobId)?.abort(new FaultError("interrupted"));

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
  const stop = new AbortController();
  running.set(jobId, stop);
  try {
    const device = job.disclose?.includes("device");
    const check = await leakCheck(job.captureIds, capturesOf(job), device);
    const bundle = await bundleOf(job, ask, onProgress, check.gate);
    const checked = bundle.pipeThrough(check.gate.stream);
    const ended = await (job.recipients
      ? sealed(jobId, job.recipients, checked, stop.signal)
      : inClear(jobId, checked, stop.signal)
    ).catch((error: unknown) => refused(error, job, check));
    running.delete(jobId);
    report({ jobId, doneBytes, ...ended });
  } catch (error) {
    running.delete(jobId);
    removeSink(jobId);
    const leaks = error instanceof LeakError ? error.leaks : undefined;
    report({ jobId, doneBytes, fault: toFault(error, "export-failed"), ...(leaks ? { leaks } : {}) });
  }
}

async function inClear(jobId: string, bundle: ReadableStream<Uint8Array>, signal: AbortSignal) {
  const sink = await openSink(jobId);
  await bundle.pipeThrough(unshared()).pipeTo(sink.writable, { signal });
  const url = URL.createObjectURL(await sink.finish());
  finished.set(jobId, url);
  return { url };
}

const sealed = async (...parcel: Parameters<typeof sealParcel>) => ({ sealed: await sealParcel(...parcel) });

/** What stopped at the gate is looked for in each capture, so that the person can withhold it. */
async function refused(error: unknown, job: ExportJob, check: LeakCheck): Promise<never> {
  if (toFault(error).code !== "leak-found") throw error;
  throw new LeakError(await check.leaks(capturesOf(job)));
}

/** The file is saved or no longer wanted. */
export async function releaseExport(jobId: string): Promise<void> {
  const url = finished.get(jobId);
  if (url) URL.revokeObjectURL(url);
  finished.delete(jobId);
  removeSink(jobId);
}

async function bundleOf(job: ExportJob, ask: AskStamps, onProgress: (doneBytes: number) => void, gate: Gate) {
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
    captures: gate.looking(capturesOf(job, (seq) => seqs.add(seq))),
    stamps: (signature) => gatherStamps(job, [...seqs], signature, ask),
    onProgress,
    // In clear it would hide nothing.
    padded: job.recipients !== undefined,
  });
}

/** The captures of a bundle as they leave. `each` is told every record's number in its case. */
const capturesOf = ({ captureIds, withhold, disclose }: ExportJob, each?: (seq: number) => void) =>
  outgoing(captureIds, withhold, each, disclose);

/** File streams take no shared buffers; ours never are, and this says so to the types. */
const unshared = () =>
  new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => controller.enqueue(plain(chunk)),
  });
