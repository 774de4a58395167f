/** Exports as the background runs them: entered in the log, written by the exporter, saved by the browser, then cleared away. */

import { browser } from "wxt/browser";
import { exporter } from "#browser";
import type { WitnessFact } from "../bundle/witness-leaves.ts";
import { toHex } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { type CaptureCard, readCards } from "../vault/captures.ts";
import { noteExported } from "../vault/case-list.ts";
import { enterExport, exportedWith } from "../vault/exported.ts";
import { noteExportBegun, noteExportEnded } from "./export-cut.ts";
import type { Leak } from "./export-messages.ts";
import { inParts } from "./export-parts.ts";
import { allExports, changeExport, hasEnded, keepExport, keptExport, type UpTo } from "./export-states.ts";
import type { ExportReport, ExportState } from "./messages.ts";
import { getSetting } from "./settings.ts";
import { removeAllSinks } from "./sink.ts";
import { tool } from "./tool.ts";
import type { WithholdChoice } from "./withhold-messages.ts";
import { countWithheld } from "./withholding.ts";

let ready: Promise<void> = Promise.resolve();

/** At the start of the background: exports whose exporter died have failed, unless they were saved by then; their files go. */
export function clearExports(): Promise<void> {
  ready = exporter.isAlive().then(async (alive) => {
    if (alive) return;
    for (const { state, downloadId } of (await allExports()).filter((kept) => !hasEnded(kept))) {
      if (downloadId !== undefined) await lookUp(downloadId);
      await fail(state.jobId, new FaultError("interrupted"));
    }
    await removeAllSinks();
  });
  return ready;
}

/**
 * Starts one bundle for each case among these captures, several for a large one; gives the jobs, in the order of the cases' first captures here.
 * `notes`: the person's notes at them go along; `withhold`: what is left out; `disclose`: what of the witness and their device goes along. @throws FaultError `not-found` if none is kept, or of the custody log.
 */
export async function startExport(
  captureIds: readonly string[],
  notes = false,
  withhold: readonly WithholdChoice[] = [],
  disclose: readonly WitnessFact[] = [],
): Promise<string[]> {
  await ready;
  const cards = await readCards(captureIds);
  if (cards.length === 0) throw new FaultError("not-found");
  const cases = new Map<string, CaptureCard[]>();
  for (const card of cards) cases.set(card.caseId, [...(cases.get(card.caseId) ?? []), card]);
  const jobIds: string[] = [];
  for (const [caseId, own] of cases) {
    const parts = inParts(own);
    for (const [at, part] of parts.entries()) {
      // remembered as exported only with all before it
      const after = at > 0 ? jobIds.at(-1) : undefined;
      const seq = await exportedWith(caseId, parts.slice(0, at + 1).flat());
      const upTo = { caseId, seq, ...(after ? { after } : {}) };
      jobIds.push(await startBundle(part, { notes, withhold, disclose }, upTo));
    }
  }
  return jobIds;
}

interface Choices {
  notes: boolean;
  withhold: readonly WithholdChoice[];
  disclose: readonly WitnessFact[];
}

async function startBundle(
  cards: readonly CaptureCard[],
  { notes, withhold: choices, disclose }: Choices,
  upTo: UpTo,
): Promise<string> {
  const { caseId } = upTo;
  const withhold = choices.filter(({ record }) => cards.some((card) => card.id === record));
  const [jobId, bundleId] = [randomHex(8), randomHex(16)];
  const createdAt = new Date().toISOString();
  const totalBytes = cards.reduce((sum, card) => sum + card.bytes, 0);
  // Of the bundle only what is random: names of files outlive the file and are seen by others.
  const fileName = `bundle-${bundleId.slice(0, 8)}.wacz`;
  const state = { jobId, stage: "preparing" as const, doneBytes: 0, totalBytes, fileName };
  // a file with parts left out is no copy that one could go back to
  await keepExport({ state, ...(withhold.length === 0 ? { upTo } : {}) });
  try {
    await noteExportBegun(jobId);
    const entries = await enterExport(caseId, {
      bundleId,
      captures: cards.length,
      withheld: await countWithheld(cards, withhold, disclose),
    });
    const { name, version } = tool();
    const { on, authorities } = await getSetting("trustedTime");
    const stamps = on ? authorities.length : 0;
    const software = `${name} ${version}`;
    const job = { jobId, bundleId, caseId, entries, stamps, notes, createdAt, software, withhold };
    const captureIds = cards.map((card) => card.id);
    await exporter.start({ ...job, captureIds, disclose: [...disclose] }, noteReport);
  } catch (error) {
    await fail(jobId, error);
  }
  return jobId;
}

/** How an export stands. @throws FaultError `not-found`. */
export async function exportState(jobId: string): Promise<ExportState> {
  const kept = await keptExport(jobId);
  if (!kept) throw new FaultError("not-found");
  return kept.state;
}

/** The exporter tells how a job goes; a finished file is handed to the browser's downloads. */
export async function noteReport(report: ExportReport): Promise<void> {
  const { jobId, doneBytes, url, fault, leaks } = report;
  if (fault) return fail(jobId, new FaultError(fault.code, fault.detail), leaks);
  const stage = url ? "saving" : "writing";
  const kept = await changeExport(jobId, ({ state, ...rest }) => ({
    ...rest,
    state: { ...state, stage: state.stage === "saving" ? "saving" : stage, doneBytes },
  }));
  if (!url || !kept) return;
  try {
    const filename = kept.state.fileName ?? "bundle.wacz";
    const downloadId = await browser.downloads.download({ url, filename, saveAs: false });
    await changeExport(jobId, (before) => ({ ...before, downloadId }));
    // It may have ended before its id was known.
    await lookUp(downloadId);
  } catch (error) {
    await fail(jobId, error);
  }
}

/** Watches the downloads that are ours. */
export function listenToDownloads(): void {
  browser.downloads.onChanged.addListener((change) => {
    if (change.state?.current) void noteDownload(change.id, change.state.current, change.error?.current);
  });
}

async function lookUp(downloadId: number): Promise<void> {
  const [item] = await browser.downloads.search({ id: downloadId });
  if (item) await noteDownload(downloadId, item.state, item.error);
}

async function noteDownload(downloadId: number, state: string, error: string | undefined): Promise<void> {
  if (state === "in_progress") return;
  const kept = (await allExports()).find((one) => one.downloadId === downloadId);
  if (!kept) return;
  const { jobId } = kept.state;
  if (state === "complete" && kept.upTo && (await areDone(kept.upTo.after)))
    await noteExported(kept.upTo.caseId, kept.upTo.seq);
  if (state !== "complete") return fail(jobId, new FaultError("export-failed", error));
  const ended = await changeExport(jobId, (before) => ({
    ...before,
    state: { ...before.state, stage: "done", totalBytes: before.state.doneBytes },
  }));
  if (ended) await release(jobId);
}

/** This file of a large export was saved, and all before it. */
async function areDone(jobId: string | undefined): Promise<boolean> {
  if (jobId === undefined) return true;
  const kept = await keptExport(jobId);
  return kept?.state.stage === "done" && areDone(kept.upTo?.after);
}

async function fail(jobId: string, error: unknown, leaks?: Leak[]): Promise<void> {
  const ended = {
    stage: "failed" as const,
    fault: toFault(error, "export-failed"),
    ...(leaks ? { leaks } : {}),
  };
  await changeExport(jobId, (kept) => ({ ...kept, state: { ...kept.state, ...ended } }));
  await release(jobId);
}

async function release(jobId: string): Promise<void> {
  await noteExportEnded(jobId);
  await exporter.release(jobId);
}

const randomHex = (bytes: number): string => toHex(crypto.getRandomValues(new Uint8Array(bytes)));
