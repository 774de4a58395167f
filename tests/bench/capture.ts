/**
 * One capture of one post, asked for as the popup asks, timed in the worker by one clock: from sending the click's
 * message to the answer that the record is sealed and stored. Also says where the worker's time went.
 */
import type { Page, Worker } from "playwright-core";
import type { BenchStage } from "./stage.ts";

export interface Capture {
  id: string;
  /** Milliseconds from the click's message to "sealed and stored". */
  ms: number;
  /** Milliseconds of everything that makes the picture: taking, decoding, cutting, encoding. */
  pictureMs: number | null;
  pictureHow: string;
  /** The sealed outcomes, in short. */
  outcomes: string;
  /** What the worker got and waited for, in milliseconds since the click: where the time went. */
  timeline: Span[];
}

export interface Span {
  name: string;
  from: number;
  to: number;
}
interface Answer {
  ok: boolean;
  value?: {
    captureId: string;
    outcomes: { step: string; part?: string; status: string; fault?: string; ms?: number }[];
  };
  fault?: unknown;
}

/** The calls that together make the picture. */
const PICTURE = ["captureVisibleTab", "fetch data:", "createImageBitmap", "convertToBlob"];

/** Captures the post most in view of `page`. @throws Error where the extension answers with a fault */
export async function capturePost(stage: BenchStage, page: Page, selector: string): Promise<Capture> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  await page.bringToFront();
  await watchCalls(stage.worker);
  const { ms, answer, spans } = await stage.worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ active: true, url: `${new URL(url).origin}/*` });
    const kept = (globalThis as { benchSpans?: Span[] }).benchSpans ?? [];
    kept.length = 0;
    const started = performance.now();
    const message = { kind: "page/capture", request: { target: "focus", trigger: "command" } };
    const answered = (await chrome.tabs.sendMessage(tab?.id ?? -1, message, { frameId: 0 })) as Answer;
    const since = (at: number) => Math.round((at - started) * 10) / 10;
    const ms = performance.now() - started;
    const timeline = kept.map(({ name, from, to }) => ({ name, from: since(from), to: since(to) }));
    return { ms, answer: answered, spans: timeline };
  }, page.url());
  if (!answer?.ok || !answer.value) throw new Error(`the capture failed: ${JSON.stringify(answer)}`);
  const { captureId, outcomes } = answer.value;
  const told = outcomes.find(({ step }) => step === "picture");
  return {
    id: captureId,
    ms,
    pictureMs: union(spans.filter(({ name }) => PICTURE.includes(name))),
    pictureHow: `ours: waits for ${PICTURE.join(", ")} in the worker; the record's own figure: ${told?.ms ?? "none"} ms`,
    outcomes: outcomes
      .map(
        ({ step, part, status, fault }) =>
          `${step}${part ? `/${part}` : ""} ${status}${fault ? ` (${fault})` : ""}`,
      )
      .join(", "),
    timeline: spans.sort((a, b) => a.from - b.from),
  };
}

/** Length of time covered by any of the spans. */
function union(spans: readonly Span[]): number {
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, span.to - Math.max(span.from, end));
    end = Math.max(end, span.to);
  }
  return covered;
}

/** Wraps the slow calls of the worker so that their begin and end are kept. Done once a worker. */
async function watchCalls(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const scope = globalThis as { benchSpans?: Span[] };
    if (scope.benchSpans) return;
    const spans: Span[] = [];
    scope.benchSpans = spans;
    const watch = (owner: object, name: string, label: (first: unknown) => string = () => name) => {
      const methods = owner as Record<string, (...values: unknown[]) => unknown>;
      const original = methods[name];
      methods[name] = function (this: unknown, ...values: unknown[]) {
        const span = { name: label(values[0]), from: performance.now(), to: 0 };
        const result = original?.apply(this, values);
        const done = () => {
          span.to = performance.now();
          spans.push(span);
        };
        Promise.resolve(result).then(done, done);
        return result;
      };
    };
    chrome.runtime.onMessage.addListener(({ kind }) => {
      if (kind) spans.push({ name: `message ${kind}`, from: performance.now(), to: performance.now() });
      return false; // not ours to answer
    });
    watch(chrome.tabs, "captureVisibleTab");
    watch(globalThis, "createImageBitmap");
    watch(globalThis, "fetch", (url) => (String(url).startsWith("data:") ? "fetch data:" : "fetch"));
    watch(OffscreenCanvas.prototype, "convertToBlob");
    watch(crypto.subtle, "digest");
    watch(crypto.subtle, "sign");
    watch(Blob.prototype, "arrayBuffer");
    watch(Blob.prototype, "text");
  });
}
