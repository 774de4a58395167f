/** The popup that the toolbar button opens: a target of its own, which Playwright's pages do not list. */
import type { Page } from "playwright-core";
import type { ChromiumSession } from "./chromium.ts";
import { closeTarget, pressToolbar } from "./targets.ts";
import { until, within } from "./waiting.ts";

export interface PopupHandle {
  /** All text shown. */
  text(): Promise<string>;
  /** Presses the button (or link) whose accessible text holds `label`, as soon as it is there and enabled. */
  press(label: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

type Answer = { id?: number; result?: unknown; error?: { message: string } };

/** Presses the toolbar button before `page` and takes hold of the popup. */
export async function openPopup(session: ChromiumSession, page: Page): Promise<PopupHandle> {
  const target = await pressToolbar(session, page);
  const { cdp } = session;
  const { sessionId } = await cdp.send("Target.attachToTarget", {
    targetId: target.targetId,
    flatten: false,
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  const onMessage = (event: { sessionId: string; message: string }) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  };
  cdp.on("Target.receivedMessageFromTarget", onMessage);

  async function send<T>(method: string, params: object): Promise<T> {
    const id = ++last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await cdp.send("Target.sendMessageToTarget", { sessionId, message });
    const { result, error } = await within(30, `${method} in the popup`, answered);
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }
  async function run<T>(expression: string): Promise<T> {
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    return (await send<{ result: { value: T } }>("Runtime.evaluate", params)).result.value;
  }

  return {
    // The body may not be there yet.
    text: () => run<string>(`document.body?.innerText ?? ""`),
    async press(label) {
      const wanted = JSON.stringify(label);
      await until(`"${label}" in the popup`, () =>
        run<boolean>(`(() => {
          const named = (element) => [element.textContent, element.ariaLabel, element.title].some((text) => text?.includes(${wanted}));
          const found = [...document.querySelectorAll("button, a")].find((element) => named(element) && !element.disabled);
          found?.click();
          return found !== undefined;
        })()`),
      );
    },
    async screenshot() {
      const { data } = await send<{ data: string }>("Page.captureScreenshot", { format: "png" });
      return Buffer.from(data, "base64");
    },
    async close() {
      cdp.off("Target.receivedMessageFromTarget", onMessage);
      await closeTarget(session, target);
    },
  };
}
