/**
 * Exact main-thread time of one script, from Chromium's own trace: every call from the browser into a script is a
 * `FunctionCall` event naming the script's address. What a call forces (style, layout) is inside it; calls within
 * calls are counted once.
 */
import type { CDPSession } from "playwright-core";
import { within } from "../drive/waiting.ts";

const LONGEST_S = 300;

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** CPU time of the thread: what other programs of the machine take is not in it. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string } };
}

/** One call: when it began on the trace's clock, and the CPU time it took (else the time); microseconds. */
export interface Call {
  at: number;
  took: number;
}

export interface Trace {
  /** Calls into scripts whose address begins with `prefix`, in order, outermost only. */
  callsInto(prefix: string): Call[];
  /** When `performance.mark(name)` was called, or null. */
  markAt(name: string): number | null;
}

/** Traces the whole browser while `act` runs. `browser`: a session of the browser target. */
export async function traced(browser: CDPSession, act: () => Promise<void>): Promise<Trace> {
  const events: TraceEvent[] = [];
  const collect = (part: { value: unknown[] }) => {
    for (const event of part.value as TraceEvent[])
      if (event.name === "FunctionCall" || event.name.startsWith("bench-")) events.push(event);
  };
  browser.on("Tracing.dataCollected", collect);
  await browser.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      recordMode: "recordContinuously",
      traceBufferSizeInKb: 400_000,
      includedCategories: ["devtools.timeline", "blink.user_timing"],
      excludedCategories: ["*"],
    },
  });
  try {
    await within(LONGEST_S, "what is traced", act());
  } finally {
    const complete = new Promise((resolve) => browser.once("Tracing.tracingComplete", resolve));
    await within(60, "the trace's end", browser.send("Tracing.end"));
    await within(60, "the trace", complete);
    browser.off("Tracing.dataCollected", collect);
  }
  return {
    callsInto: (prefix) => outermost(events.filter((event) => event.args?.data?.url?.startsWith(prefix))),
    markAt: (name) => events.find((event) => event.name === name)?.ts ?? null,
  };
}

function outermost(events: TraceEvent[]): Call[] {
  const calls: Call[] = [];
  const end = new Map<string, number>();
  for (const event of events.filter((each) => each.ph === "X").sort((a, b) => a.ts - b.ts)) {
    const thread = `${event.pid}/${event.tid}`;
    if (event.ts < (end.get(thread) ?? 0)) continue;
    end.set(thread, event.ts + (event.dur ?? 0));
    calls.push({ at: event.ts, took: event.tdur ?? event.dur ?? 0 });
  }
  return calls;
}
