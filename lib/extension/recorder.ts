/**
 * The background's side of a capture: begin, slices, finish. Between two messages the worker may die: what must
 * survive stands in the journal, what may be lost (slices) is missed with an outcome, and only a stored capture is sealed.
 */
import { toHex } from "../evidence/bytes.ts";
import { type Fault, FaultError } from "../model/fault.ts";
import type { CaptureFacts, Trigger } from "../model/statement.ts";
import { readCapture } from "../vault/captures.ts";
import { DEFAULT_CASE } from "../vault/cases.ts";
import { enterInterrupted, failCapture } from "../vault/failed.ts";
import { interruptJournal } from "../vault/journal.ts";
import { storeCapture } from "../vault/store.ts";
import { keepIdentifiers, keepOwn } from "../vault/witness.ts";
import { type Begun, begin, begunOf, forgetBegun, notedOf } from "./begun.ts";
import { type Composed, compose } from "./compose.ts";
import { holdCapture } from "./held.ts";
import { looksAfter, startLooks } from "./looks.ts";
import { fetchImages } from "./media.ts";
import type { CaptureResult, Material } from "./messages.ts";
import { makePicture, type Slice } from "./picture.ts";
import { type Slices, takePicture } from "./pictured.ts";
import { photograph } from "./shot.ts";
import { checkRoom } from "./space.ts";
import { stampSoon } from "./stamps.ts";
import { PACK, tool } from "./tool.ts";
import { isLocked, protectionNow } from "./vault-keeper.ts";

interface Running extends Slices {
  tabId: number;
}
/** Captures under way in this worker; lost with it. */
const running = new Map<string, Running>();

/**
 * Opens a capture in the case that is active now (while the vault is locked: when it is sealed), and gives its id: 32 hex digits.
 * @throws FaultError `store-full`, `store-unavailable`.
 */
export async function beginCapture(tabId: number, trigger: Trigger): Promise<string> {
  await checkRoom();
  const captureId = toHex(crypto.getRandomValues(new Uint8Array(16)));
  await begin(captureId, new Date().toISOString(), trigger);
  running.set(captureId, newRun(tabId));
  return captureId;
}

/** Photographs the tab and lays the slice. @throws FaultError of the photograph; `interrupted` if earlier slices were lost. */
export async function addSlice(captureId: string, tabId: number, slice: Slice): Promise<void> {
  const run = running.get(captureId) ?? (await resume(captureId, tabId, slice));
  checkTab(run, tabId);
  const started = performance.now();
  run.making.add(await photograph(tabId), slice);
  run.count++;
  run.ms += performance.now() - started;
}

/** Ends a capture without a record; the page has told the person why, and the log of its case tells it too. */
export async function abandonCapture(captureId: string, tabId: number, fault: Fault): Promise<void> {
  const run = running.get(captureId);
  if (run) checkTab(run, tabId);
  running.delete(captureId);
  await forgetBegun(captureId, true);
  if (!(await isLocked())) await failCapture(captureId, fault);
}

/** The tab is gone, and with it whatever it had not handed in. */
export async function tabClosed(tabId: number): Promise<void> {
  const cut = [...running].filter(([, run]) => run.tabId === tabId).map(([captureId]) => captureId);
  for (const captureId of cut) running.delete(captureId);
  if (cut.length === 0) return;
  for (const captureId of cut) await forgetBegun(captureId);
  // A letter that one was begun stays, and says so when the vault is opened.
  if (await isLocked()) return;
  await interruptJournal(cut);
  await enterInterrupted();
}

/**
 * Fetches, assembles, seals and stores; while the vault is locked, holds it in a letter, to be sealed when it is opened.
 * A capture that was stored or held before (the answer was lost) is answered again.
 * @throws FaultError `not-found` for an id that was never begun; `case-gone`, `seal-failed`, `store-full`, `store-unavailable`.
 */
export async function finishCapture(
  captureId: string,
  tabId: number,
  material: Material,
  isPrivate = false,
): Promise<CaptureResult> {
  const begun = await begunOf(captureId);
  if (!begun || begun.told) return answerAgain(captureId);
  const run = running.get(captureId);
  if (run) checkTab(run, tabId);
  const [picture, media] = await Promise.all([
    takePicture(run, material),
    fetchImages(material.fetches, isPrivate),
  ]);
  const now = new Date().toISOString();
  const facts: CaptureFacts = {
    url: material.url,
    startedAt: begun.startedAt,
    sealedAt: now,
    trigger: begun.trigger,
    scope: material.scope,
    tool: tool(),
    pack: material.pack ?? PACK,
  };
  const composed = await compose(material, facts, picture, media);
  const kept = await keep(captureId, begun, composed, isPrivate);
  running.delete(captureId);
  const { outcomes, extraction } = composed.statement;
  return { captureId, outcomes, parts: extraction.parts, ...kept };
}

/** Seals it, or holds it where the vault is locked or was locked on the way. */
async function keep(
  captureId: string,
  begun: Begun,
  composed: Composed,
  isPrivate: boolean,
): Promise<Pick<CaptureResult, "kept">> {
  try {
    const protection = await protectionNow();
    if (protection !== "locked") {
      await seal(captureId, begun, composed, isPrivate);
      if (protection === "unchosen") return { kept: "unchosen" };
      return isPrivate ? { kept: "beyond" } : {};
    }
  } catch (error) {
    if (!(error instanceof FaultError && error.code === "vault-locked")) throw error;
  }
  await holdCapture(captureId, begun, composed);
  return { kept: "locked" };
}

async function seal(captureId: string, begun: Begun, composed: Composed, isPrivate: boolean): Promise<void> {
  const { statement, files, identifiers, own } = composed;
  const now = statement.capture.sealedAt;
  // First: nothing is kept of which the leak gate does not know whom to look for.
  await keepIdentifiers(identifiers);
  if (own.length > 0) await keepOwn(captureId, own);
  // Looks bear the login of the windows that are not private, which may be another's.
  const looks = isPrivate ? [] : await looksAfter(captureId, statement);
  await storeCapture({ captureId, statement, files, now, looks, caseId: begun.caseId ?? DEFAULT_CASE });
  await forgetBegun(captureId);
  if (looks.length > 0) startLooks();
  void stampSoon();
}

async function answerAgain(captureId: string): Promise<CaptureResult> {
  const told = (await notedOf(captureId))?.told;
  if (told) return { captureId, ...told, kept: "locked" };
  const kept = await readCapture(captureId);
  if (!kept) throw new FaultError("not-found");
  const { outcomes, extraction } = kept.statement;
  const lasts = (await protectionNow()) === "unchosen" ? { kept: "unchosen" as const } : {};
  return { captureId, outcomes, parts: extraction.parts, ...lasts };
}

/** The first slice can start anew in a fresh worker; a later one lacks those before it. */
async function resume(captureId: string, tabId: number, slice: Slice): Promise<Running> {
  if (!(await begunOf(captureId))) throw new FaultError("not-found");
  if (slice.top > 0) throw new FaultError("interrupted");
  const run = newRun(tabId);
  running.set(captureId, run);
  return run;
}

const newRun = (tabId: number): Running => ({ tabId, making: makePicture(), count: 0, ms: 0 });

/** A capture belongs to the tab that began it. */
function checkTab(run: Running, tabId: number): void {
  if (run.tabId !== tabId) throw new FaultError("bad-request", "tab");
}
