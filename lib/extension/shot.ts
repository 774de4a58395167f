/**
 * A photograph of the tab as painted. Only of the tab that asked, only while it is in front: a witness who changes
 * tabs in between must not have the other tab kept.
 */
import { browser } from "wxt/browser";
import { FaultError } from "../model/fault.ts";

/** Chromium allows two a second (MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND) and refuses the third. */
const PER_SECOND = 2;
const SECOND_MS = 1050;
const RETRIES = 3;

const taken: number[] = [];
let queue: Promise<unknown> = Promise.resolve();

/**
 * PNG of the tab's viewport, in device pixels. Waits for its turn: two a second.
 * @throws FaultError `picture-refused` (no grant), `tab-not-active`, `picture-failed`.
 */
export function photograph(tabId: number): Promise<Blob> {
  const shot = queue.then(() => watched(tabId));
  queue = shot.then(
    () => undefined,
    () => undefined,
  );
  return shot;
}

async function watched(tabId: number): Promise<Blob> {
  let left = false;
  const windowId = await windowInFront(tabId);
  const onActivated = (active: { tabId: number; windowId: number }) => {
    if (active.windowId === windowId && active.tabId !== tabId) left = true;
  };
  browser.tabs.onActivated.addListener(onActivated);
  try {
    const dataUrl = await paced(windowId);
    if (left || (await windowInFront(tabId)) !== windowId) throw new FaultError("tab-not-active");
    return await blobOf(dataUrl);
  } finally {
    browser.tabs.onActivated.removeListener(onActivated);
  }
}

/** The photograph's bytes. By the browser's own base64 where it has it: `fetch` of a data address takes a quarter of the photograph's time. */
async function blobOf(dataUrl: string): Promise<Blob> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  const [head = "", text] = dataUrl.split(",", 2);
  if (!fromBase64 || text === undefined || !head.endsWith(";base64"))
    return await (await fetch(dataUrl)).blob();
  return new Blob([fromBase64.call(Uint8Array, text)], { type: "image/png" });
}

async function windowInFront(tabId: number): Promise<number> {
  const tab = await browser.tabs.get(tabId).catch((error: unknown) => {
    throw new FaultError("tab-not-active", "tab closed", { cause: error });
  });
  if (!tab.active || tab.windowId === undefined) throw new FaultError("tab-not-active");
  return tab.windowId;
}

async function paced(windowId: number): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const earliest = (taken.at(-PER_SECOND) ?? -SECOND_MS) + SECOND_MS;
    await delay(earliest - performance.now());
    taken.push(performance.now());
    taken.splice(0, taken.length - PER_SECOND);
    try {
      return await browser.tabs.captureVisibleTab(windowId, { format: "png" });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      // A worker that was just restarted does not know what its predecessor took.
      if (/CAPTURE_VISIBLE_TAB_CALLS/.test(words) && attempt < RETRIES) continue;
      const refused = /permission|cannot access|not allowed/i.test(words);
      throw new FaultError(refused ? "picture-refused" : "picture-failed", words, { cause: error });
    }
  }
}

function delay(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
