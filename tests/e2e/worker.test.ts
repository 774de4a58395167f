/** The service worker killed at each step of a capture: nothing sealed is lost, nothing half-written is shown, and it is told. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { demoAnswer } from "../demo/site.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { type Kept, keptIn } from "../drive/kept.ts";
import type { Answering } from "../drive/server.ts";
import { askBackground, Refusal } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { until } from "../drive/waiting.ts";
import { killWorker } from "../drive/worker.ts";

const TEXT = "Nước đoạn hạ lưu cống xả";

/** Holds back what the extension itself asks for, so that a step lasts until the worker is dead. */
let held: { of: RegExp; reached: boolean; release: Promise<void> } | null = null;
const answer: Answering = async (url, request) => {
  // A worker's own fetch has no destination; the page's pictures and sheets have one.
  if (held?.of.test(url.href) && request.headers["sec-fetch-dest"] === "empty") {
    held.reached = true;
    await held.release;
  }
  return demoAnswer(url);
};

let stage: Stage;
let page: Page;
let first: { id: string; artefacts: Kept["artefacts"] };
const artefactsOf = (kept: Kept, id: string) =>
  kept.artefacts.filter((each) => each.captureId === id).sort((a, b) => (a.name < b.name ? -1 : 1));

beforeAll(async () => {
  stage = await openStage({}, answer);
  page = await openPage(stage, FEED_URL);
  const { captureId } = await capture(stage, page, TEXT);
  first = { id: captureId, artefacts: artefactsOf(await keptIn(stage.own), captureId) };
});
afterAll(() => stage?.close());

/** `Promise.withResolvers` is not in Node 20. */
function makeGate(): { promise: Promise<void>; resolve(): void } {
  let open: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, resolve: () => open?.() };
}

/** The moment to kill: waits until the capture under way has come so far. */
type Moment = (before: Kept) => Promise<unknown>;
const journalRow: Moment = (before) =>
  until("the journal's row", async () => (await keptIn(stage.own)).journal.length > before.journal.length);
const askedFor =
  (of: RegExp): Moment =>
  () =>
    until(`a fetch of ${of}`, async () => held?.of === of && held.reached);
const sealedOne: Moment = (before) =>
  until("the seal", async () => (await keptIn(stage.own)).captures.length > before.captures.length);

const SHEET = /demoAtomicSheet/;
const FIRST_PHOTO = /461900111_2001/;
const LAST_PHOTO = /461900113_2003/;

describe("the worker is killed", () => {
  it.each([
    ["as soon as the capture is opened", journalRow, null],
    ["while a style sheet is fetched", askedFor(SHEET), SHEET],
    ["while the first image is fetched", askedFor(FIRST_PHOTO), FIRST_PHOTO],
    ["while the last image is fetched", askedFor(LAST_PHOTO), LAST_PHOTO],
    ["as soon as it is sealed", sealedOne, null],
  ] as const)("%s", async (_, moment, hold) => {
    const before = await keptIn(stage.own);
    const gate = makeGate();
    held = hold && { of: hold, reached: false, release: gate.promise };
    const outcome = capture(stage, page, TEXT).then(
      (result) => result.captureId,
      (error: unknown) => error,
    );
    // Where nothing holds a step back, the reply can be quicker than the look: then it was sealed, and that must last.
    const early = outcome.then((end) => {
      if (hold !== null) throw new Error(`the capture ended before that moment: ${end}`);
    });
    await Promise.race([moment(before), early]);
    expect(await killWorker(stage.session, stage.own)).toBe(true);
    held = null;
    gate.resolve();
    const ended = await outcome;

    // The next start: any message starts a new worker.
    const { interrupted } = await askBackground(stage.own, "journal/interrupted", {});
    const after = await keptIn(stage.own);
    // What was sealed before is there, byte for byte as large.
    expect(after.captures).toEqual(expect.arrayContaining(before.captures));
    expect(artefactsOf(after, first.id)).toEqual(first.artefacts);
    // The capture under way is either sealed whole, or told as cut short: at once in the page, which then clears the
    // journal's row, or at the next start. Never both, never neither.
    const sealedNow = after.captures.filter((id) => !before.captures.includes(id));
    const toldInPage = ended instanceof Refusal && ended.code === "interrupted";
    expect(sealedNow).toHaveLength(toldInPage || interrupted.length > 0 ? 0 : 1);
    if (typeof ended === "string") expect(sealedNow).toEqual([ended]);
    expect(after.journal.filter((row) => row.state === "open")).toEqual([]);
    // Nothing half-written: every artefact belongs to a sealed capture, and all that is shown can be exported.
    const homeless = after.artefacts.filter((each) => !after.captures.includes(each.captureId));
    expect(homeless).toEqual([]);
    const bundle = await bundleOf(stage, after.captures);
    expect(bundle.captures.map((each) => each.id)).toEqual(after.captures);
    await askBackground(stage.own, "journal/acknowledge", {
      captureIds: interrupted.map((each) => each.captureId),
    });
  });

  it("and captures go on afterwards", async () => {
    const { captureId } = await capture(stage, page, TEXT);
    expect((await keptIn(stage.own)).captures).toContain(captureId);
  });
});
