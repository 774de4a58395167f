/**
 * One capture of one post by its own button, pressed with the mouse: timed from the click's own time stamp to the end
 * of the database transaction that holds record and files. Says what was kept and where the time went.
 */
import type { CDPSession, Page } from "playwright-core";
import { buttonsNamed } from "../drive/button.ts";
import { until } from "../drive/waiting.ts";
import { type KeptCapture, readKept } from "./kept-capture.ts";
import type { BenchStage } from "./stage.ts";
import { forget, nextStored, type Span, spansOf, watchWorker } from "./watch-worker.ts";

export interface Capture {
  kept: KeptCapture;
  /** Milliseconds from the click to "stored". */
  ms: number;
  /** The sealed outcomes and the roles of the files, in short. */
  summary: string;
  /** What the background was told and waited for, a millisecond or longer, in milliseconds since the click. */
  timeline: Span[];
}

interface Clicked {
  benchClick?: number;
}

/** Captures the first post of `page`. @throws Error where it has no button or nothing is stored within a minute */
export async function capturePost(stage: BenchStage, page: Page): Promise<Capture> {
  const session = await stage.context.newCDPSession(page);
  const spot = await buttonSpot(page, session, stage);
  await session.detach();
  await page.mouse.move(spot.x, spot.y);
  await page.evaluate(() => {
    const scope = globalThis as Clicked;
    const note = (event: Event) => {
      scope.benchClick = Date.now() - (performance.now() - event.timeStamp);
    };
    window.addEventListener("click", note, { capture: true, once: true });
  });
  await page.waitForTimeout(500);
  await watchWorker(stage.worker);
  await forget(stage.worker);
  await page.mouse.click(spot.x, spot.y);
  const stored = await nextStored(stage.worker);
  const clicked = (await page.evaluate(() => (globalThis as Clicked).benchClick)) ?? Number.NaN;
  const spans = await spansOf(stage.worker);
  const kept = await readKept(stage.own);
  const since = (at: number) => Math.round((at - clicked) * 10) / 10;
  return {
    kept,
    ms: stored - clicked,
    summary: summaryOf(kept),
    timeline: spans
      .filter(({ name, from, to }) => to - from >= 1 || name.startsWith("message"))
      .map(({ name, from, to }) => ({ name, from: since(from), to: since(to) })),
  };
}

/** The middle of the button on the first post, found as a screen reader finds it (its shadow root is closed). */
async function buttonSpot(
  page: Page,
  session: CDPSession,
  stage: BenchStage,
): Promise<{ x: number; y: number }> {
  const post = await page.locator(stage.post).boundingBox();
  if (!post) throw new Error("the post has no box");
  const spot = await until("the button on the post", async () => {
    for (const { nodeId } of await buttonsNamed(session, stage.author)) {
      const { quads } = await session.send("DOM.getContentQuads", { backendNodeId: nodeId });
      const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quads[0] ?? [];
      const middle = { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
      if (middle.y > post.y && middle.y < post.y + post.height) return middle;
    }
    return undefined;
  });
  await session.send("Accessibility.disable");
  return spot;
}

function summaryOf({ statement }: KeptCapture): string {
  const outcomes = statement.outcomes.map(
    ({ step, part, status, fault, ms }) =>
      `${part ? `${step}/${part}` : step} ${status}${fault ? ` (${fault})` : ""}${ms === undefined ? "" : ` ${ms} ms`}`,
  );
  return `${outcomes.join(", ")}; files: ${statement.artefacts.map(({ role }) => role).join(", ")}`;
}
