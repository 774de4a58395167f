/**
 * From the click to the answer "sealed" for one post with three photos, beside what others need for a part of it.
 * Every round opens the feed anew and times each way once, one after the other; medians over the rounds.
 */
import type { CDPSession, Page } from "playwright-core";
import { type Capture, capturePost } from "./capture.ts";
import { takePictureAlone } from "./picture-alone.ts";
import type { BenchStage } from "./stage.ts";
import { judge, median, type Row } from "./table.ts";

const ROUNDS = 7;
/** SingleFile takes seconds for the whole page: it is timed in the first rounds only. */
const WHOLE_ROUNDS = 3;
/** The browser allows two `captureVisibleTab` a second: after each use it is left alone for so long. */
const QUOTA_MS = 1200;

type Peer = "html2canvas" | "single-file" | "single-file-selected";
const NAMES = ["sealed", "picture", "floor", "bare", "html2canvas", "selected", "whole"] as const;
type Times = Record<(typeof NAMES)[number], number[]>;

/** Gives the rows and the last capture, for others to look at. */
export async function measureClickToSealed(stage: BenchStage): Promise<{ rows: Row[]; capture: Capture }> {
  const times = Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Times;
  const results: Record<string, string> = {};
  let capture: Capture | null = null;
  for (let round = 0; round <= ROUNDS; round++) {
    const page = await stage.openFeed();
    const session = await stage.context.newCDPSession(page);
    const once: Partial<Record<keyof Times, number | null>> = {};
    once.floor = await clip(page, session, stage.post);
    capture = await capturePost(stage, page);
    once.sealed = capture.ms;
    await page.waitForTimeout(QUOTA_MS);
    once.picture = await takePictureAlone(stage, page);
    await page.waitForTimeout(QUOTA_MS);
    once.bare = await bareCapture(stage);
    await page.waitForTimeout(QUOTA_MS);
    once.html2canvas = await peer(stage, page, "html2canvas", results);
    once.selected = await peer(stage, page, "single-file-selected", results);
    if (round <= WHOLE_ROUNDS) once.whole = await peer(stage, page, "single-file", results);
    await page.close();
    if (round === 0) continue; // warm-up
    for (const name of NAMES) {
      const ms = once[name];
      if (typeof ms === "number") times[name].push(ms);
    }
  }
  if (!capture) throw new Error("nothing was captured");
  return { rows: rows(times, results, capture), capture };
}

/** The floor: the browser's own picture of the same rectangle, as PNG. */
async function clip(page: Page, session: CDPSession, post: string): Promise<number> {
  const box = await page.locator(post).boundingBox();
  if (!box) throw new Error("the post has no box");
  const started = performance.now();
  await session.send("Page.captureScreenshot", { format: "png", clip: { ...box, scale: 1 } });
  return performance.now() - started;
}

async function bareCapture(stage: BenchStage): Promise<number> {
  return stage.worker.evaluate(async () => {
    const started = performance.now();
    await chrome.tabs.captureVisibleTab({ format: "png" });
    return performance.now() - started;
  });
}

async function peer(
  stage: BenchStage,
  page: Page,
  name: Peer,
  results: Record<string, string>,
): Promise<number | null> {
  const done = await page.evaluate(
    ([peerName, selector]) =>
      new Promise<{ ms: number | null; result: string }>((resolve) => {
        window.addEventListener("message", ({ data }) => data.peerDone && resolve(data.peerDone));
        window.postMessage({ peer: peerName, selector }, "*");
      }),
    [name, stage.post] as const,
  );
  results[name] = done.result;
  return done.ms;
}

function rows(times: Times, results: Record<string, string>, capture: Capture): Row[] {
  const sealed = median(times.sealed);
  const rounds = `${ROUNDS} rounds after one of warm-up, medians`;
  const all = NAMES.map((name) => `${name} ${times[name].map(Math.round).join(" ")}`).join("; ");
  const beside = (peerName: string, key: keyof Times, result: string, goal?: { ratio: number }) =>
    judge({
      name: "click to sealed",
      peerName,
      unit: "ms",
      ours: sealed,
      peer: median(times[key]),
      ...(goal ? { goal } : {}),
      how: `${rounds}; ${result}; sealed: ${capture.summary}; all: ${all}`,
    });
  return [
    beside("browser's own clip (floor)", "floor", "CDP Page.captureScreenshot, PNG", { ratio: 5 }),
    beside("html2canvas alone", "html2canvas", results.html2canvas ?? "", { ratio: 1 / 3 }),
    beside("SingleFile, whole page", "whole", results["single-file"] ?? "", { ratio: 0.1 }),
    beside("SingleFile, post selected", "selected", results["single-file-selected"] ?? ""),
    judge({
      name: "picture alone",
      peerName: "bare captureVisibleTab",
      unit: "ms",
      ours: median(times.picture),
      peer: median(times.bare),
      goal: { ratio: 1.5 },
      how: `${rounds}; from asking for a slice until it is cut and encoded, nobody reading the page meanwhile; ${all}`,
    }),
  ];
}
