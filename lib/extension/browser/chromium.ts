/**
 * Chromium: the worker has neither Blob URLs nor a DOM, so bundles are written and pages parsed in an offscreen page,
 * which is asked by messages. A browser allows one such page at a time: it stays while either is under way.
 */
import { browser } from "wxt/browser";
import { allExports, hasEnded } from "../export-states.ts";
import type { Look } from "../messages.ts";
import { open } from "../send.ts";
import type { ExporterHost } from "./exporter-host.ts";
import type { LookHost } from "./look-host.ts";

const PAGE = "/offscreen.html";
let opening: Promise<void> | null = null;
let looks = 0;

async function isOpen(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({
    contextTypes: [browser.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  return contexts.length > 0;
}

async function openPage(): Promise<void> {
  if (await isOpen()) return;
  await browser.offscreen.createDocument({
    url: PAGE,
    reasons: [browser.offscreen.Reason.BLOBS, browser.offscreen.Reason.DOM_PARSER],
    justification:
      "Writes the bundle to a file that the browser can save; parses a page that was asked for again.",
  });
}

/** One at a time: a second one asked for meanwhile would be refused. */
function pageOpened(): Promise<void> {
  opening ??= openPage().finally(() => {
    opening = null;
  });
  return opening;
}

export const exporter: ExporterHost = {
  async start(job) {
    await pageOpened();
    await open(browser.runtime.sendMessage({ kind: "exporter/run", request: job }));
  },
  async release(jobId, last) {
    if (!(await isOpen())) return;
    await open(browser.runtime.sendMessage({ kind: "exporter/release", request: { jobId } }));
    if (last && looks === 0) await browser.offscreen.closeDocument();
  },
  isAlive: isOpen,
  async end() {
    if (await isOpen()) await browser.offscreen.closeDocument();
  },
};

export const looker: LookHost = {
  async look(order) {
    looks++;
    try {
      await pageOpened();
      const request = { kind: "look/run", request: order };
      return (await open<{ looks: Look[] }>(browser.runtime.sendMessage(request))).looks;
    } finally {
      looks--;
      if (looks === 0 && (await allExports()).every(hasEnded) && (await isOpen()))
        await browser.offscreen.closeDocument();
    }
  },
};
