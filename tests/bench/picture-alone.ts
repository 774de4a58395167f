/**
 * The picture alone, with nobody reading the page meanwhile: our content script's world asks for one slice as a
 * capture does; timed from the asking until the background has the cut PNG. The capture is then abandoned.
 */
import type { CDPSession, Page } from "playwright-core";
import type { BenchStage } from "./stage.ts";
import { forget, nextSpan, watchWorker } from "./watch-worker.ts";

/** Gives milliseconds. `page`: the feed, in front. */
export async function takePictureAlone(stage: BenchStage, page: Page): Promise<number> {
  const session = await stage.context.newCDPSession(page);
  const contextId = await ourWorld(session, stage.extensionId);
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  const send = (kind: string, request: object) =>
    `chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`;
  const box = await page.locator(stage.post).boundingBox();
  if (!box) throw new Error("the post has no box");
  await watchWorker(stage.worker);
  await forget(stage.worker);
  const begun = await run<{ value?: { captureId: string; painted: boolean } }>(
    send("capture/begin", { trigger: "tool", url: page.url() }),
  );
  if (!begun.value?.painted) throw new Error(`no painted pixels: ${JSON.stringify(begun)}`);
  const { captureId } = begun.value;
  const full = { width: box.width, height: box.height };
  const slice = send("capture/slice", { captureId, source: box, top: 0, scale: 1, full });
  const asked = await run<number>(`(async () => { const at = Date.now(); await ${slice}; return at; })()`);
  const encoded = await nextSpan(stage.worker, "convertToBlob");
  await run(send("capture/abandon", { captureId, fault: { code: "unexpected", detail: "bench" } }));
  await session.detach();
  return encoded.to - asked;
}

/** The isolated world in which our content script runs. */
async function ourWorld(session: CDPSession, extensionId: string): Promise<number> {
  const found = new Promise<number>((resolve) => {
    session.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.origin === `chrome-extension://${extensionId}`) resolve(context.id);
    });
  });
  await session.send("Runtime.enable");
  return found;
}
