/** Firefox: the background is a page of its own and writes bundles, sends parcels and parses pages itself. It must not be put to sleep meanwhile. */
import { browser } from "wxt/browser";
import { isExporterIdle, releaseExport, runExport, runningExports, stopExport } from "../exporter.ts";
import { lookHere } from "../look-here.ts";
import { askForReceipt, sayWithdrawn } from "../outbox-frame.ts";
import { isSenderIdle, parcelUrl, releaseParcel, runSend, sendingNow, stopSend } from "../sender.ts";
import { stampForExporter } from "../stamp-export.ts";
import type { ExporterHost } from "./exporter-host.ts";
import type { LookHost } from "./look-host.ts";
import type { SenderHost } from "./sender-host.ts";

/** Its store (SQLite) undoes a torn write by itself. */
export const settleStore = async (): Promise<void> => undefined;

/** An idle background page is ended after 30 s, and its Blob URLs with it; any call to the browser begins the time anew. */
const AWAKE_EVERY_MS = 10_000;
let awake: ReturnType<typeof setInterval> | undefined;

function stayAwake(): void {
  awake ??= setInterval(() => {
    void browser.runtime.getPlatformInfo();
    rest();
  }, AWAKE_EVERY_MS);
}

function rest(): void {
  if (!isExporterIdle() || !isSenderIdle()) return;
  clearInterval(awake);
  awake = undefined;
}

export const exporter: ExporterHost = {
  async start(job, report) {
    void runExport(job, report, stampForExporter);
    stayAwake();
  },
  async release(jobId) {
    await releaseExport(jobId);
    rest();
  },
  async isAlive() {
    return false;
  },
  async end() {
    // It writes in the background itself, and ends with that.
  },
};

export const sender: SenderHost = {
  async send(order, tell) {
    runSend(order, tell);
    stayAwake();
  },
  async stop(id) {
    stopExport(id);
    await stopSend(id);
  },
  async url(id, bytes) {
    stayAwake();
    return parcelUrl(id, bytes);
  },
  async release(id) {
    releaseParcel(id);
    rest();
  },
  receipt: askForReceipt,
  withdraw: sayWithdrawn,
  state: async () => ({ writing: runningExports(), sending: sendingNow() }),
  async rest() {
    rest();
  },
};

export const looker: LookHost = { look: lookHere };
