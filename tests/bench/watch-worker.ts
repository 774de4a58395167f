/** Watches our background from inside while it works: what it is told, what it waits for, when a capture is stored. */
import type { Worker } from "playwright-core";

/** Something the worker was told or waited for; milliseconds of `Date.now()`, with fractions. */
export interface Span {
  name: string;
  from: number;
  to: number;
}

/** What the worker's watching leaves in its global scope. */
interface Watched {
  benchSpans?: Span[];
  /** When a capture was stored. */
  benchStored?: number | null;
}

/** Wraps the slow calls and the writing of captures; once a worker. */
export async function watchWorker(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const scope = globalThis as Watched;
    if (scope.benchSpans) return;
    const spans: Span[] = [];
    scope.benchSpans = spans;
    const offset = Date.now() - performance.now();
    const now = () => performance.now() + offset;
    const watch = (owner: object, name: string, label: (first: unknown) => string = () => name) => {
      const methods = owner as Record<string, (...values: unknown[]) => unknown>;
      const original = methods[name];
      methods[name] = function (this: unknown, ...values: unknown[]) {
        const span = { name: label(values[0]), from: now(), to: 0 };
        const result = original?.apply(this, values);
        const done = () => {
          span.to = now();
          spans.push(span);
        };
        Promise.resolve(result).then(done, done);
        return result;
      };
    };
    chrome.runtime.onMessage.addListener(({ kind }) => {
      if (kind) spans.push({ name: `message ${kind}`, from: now(), to: now() });
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
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (value, ...rest) {
      const asked = now();
      const stored = () => {
        spans.push({ name: `transaction with ${this.name}`, from: asked, to: now() });
        if (this.name === "captures") scope.benchStored = now();
      };
      if (/captures|journal/.test(this.name)) this.transaction.addEventListener("complete", stored);
      return add.call(this, value, ...rest);
    };
  });
}

/** Forgets what was seen so far. */
export async function forget(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const scope = globalThis as Watched;
    scope.benchSpans?.splice(0);
    scope.benchStored = null;
  });
}

/** Waits until a capture is stored, its transaction complete: when. */
export async function nextStored(worker: Worker): Promise<number> {
  return worker.evaluate(async () => {
    const scope = globalThis as Watched;
    for (let waited = 0; waited < 60_000; waited += 20) {
      if (scope.benchStored) return scope.benchStored;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("no capture was stored within a minute");
  });
}

/** Waits until a span of this name has ended since `forget`. */
export async function nextSpan(worker: Worker, name: string): Promise<Span> {
  return worker.evaluate(async (wanted) => {
    const scope = globalThis as Watched;
    for (let waited = 0; waited < 20_000; waited += 20) {
      const span = scope.benchSpans?.find((each) => each.name === wanted);
      if (span) return span;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no ${wanted} within 20 s`);
  }, name);
}

/** All spans since `forget`, in order of their beginning. */
export async function spansOf(worker: Worker): Promise<Span[]> {
  const spans = await worker.evaluate(() => (globalThis as Watched).benchSpans ?? []);
  return spans.sort((a, b) => a.from - b.from);
}
