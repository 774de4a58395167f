/** Chromium: the worker has no Blob URLs, so bundles are written in an offscreen page, which reports by messages. */
import { browser } from "wxt/browser";
import { open } from "../send.ts";
import type { ExporterHost } from "./exporter-host.ts";

const PAGE = "/offscreen.html";

export const exporter: ExporterHost = {
  async start(job) {
    if (!(await exporter.isAlive()))
      await browser.offscreen.createDocument({
        url: PAGE,
        reasons: [browser.offscreen.Reason.BLOBS],
        justification: "Writes the bundle to a file that the browser can save.",
      });
    await open(browser.runtime.sendMessage({ kind: "exporter/run", request: job }));
  },
  async release(jobId, last) {
    if (!(await exporter.isAlive())) return;
    await open(browser.runtime.sendMessage({ kind: "exporter/release", request: { jobId } }));
    if (last) await browser.offscreen.closeDocument();
  },
  async isAlive() {
    const contexts = await browser.runtime.getContexts({
      contextTypes: [browser.runtime.ContextType.OFFSCREEN_DOCUMENT],
    });
    return contexts.length > 0;
  },
};
