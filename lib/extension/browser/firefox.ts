/** Firefox: the background is a page of its own and writes bundles and parses pages itself. It must not be put to sleep before they are saved. */
import { browser } from "wxt/browser";
import { releaseExport, runExport } from "../exporter.ts";
import { lookHere } from "../look-here.ts";
import { stampForExporter } from "../stamp-export.ts";
import type { ExporterHost } from "./exporter-host.ts";
import type { LookHost } from "./look-host.ts";

/** An idle background page is ended after 30 s, and its Blob URLs with it; any call to the browser begins the time anew. */
const AWAKE_EVERY_MS = 10_000;
let awake: ReturnType<typeof setInterval> | undefined;

export const exporter: ExporterHost = {
  async start(job, report) {
    awake ??= setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY_MS);
    void runExport(job, report, stampForExporter);
  },
  async release(jobId, last) {
    await releaseExport(jobId);
    if (!last) return;
    clearInterval(awake);
    awake = undefined;
  },
  async isAlive() {
    return false;
  },
  async end() {
    // It writes in the background itself, and ends with that.
  },
};

export const looker: LookHost = { look: lookHere };
