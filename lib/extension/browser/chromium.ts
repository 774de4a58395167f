/**
 * Chromium: the worker has neither Blob URLs nor a DOM, so bundles are written, parcels sent and pages parsed in an
 * offscreen page, which is asked by messages. A browser allows one such page at a time: it stays while any is under way.
 */
import { browser } from "wxt/browser";
import type { Look, Reply, Request, toExporter, toLooker } from "../messages.ts";
import { open } from "../send.ts";
import type { toSender } from "../sender-messages.ts";
import type { ExporterHost } from "./exporter-host.ts";
import type { LookHost } from "./look-host.ts";
import type { SenderHost } from "./sender-host.ts";

/** A write that a full disk tore apart is merged away before the browser stumbles over it. */
export { beginFreshLog as settleStore } from "../../vault/fresh-log.ts";

const PAGE = "/offscreen.html";
let opening: Promise<void> | null = null;
/** Those who are about to ask the page for something: it stays for them. */
let claims = 0;

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
      "Writes the bundle to a file that the browser can save, or sends it; parses a page that was asked for again.",
  });
}

/** One at a time: a second one asked for meanwhile would be refused. */
function pageOpened(): Promise<void> {
  opening ??= openPage().finally(() => {
    opening = null;
  });
  return opening;
}

type Asked = typeof toExporter & typeof toSender & typeof toLooker;

const ask = <K extends keyof Asked & string>(kind: K, request: Request<Asked, K>): Promise<Reply<Asked, K>> =>
  open(browser.runtime.sendMessage({ kind, request }));

/** Asks the page, which is opened if need be. */
async function asking<T>(work: () => Promise<T>): Promise<T> {
  claims++;
  try {
    await pageOpened();
    return await work();
  } finally {
    claims--;
  }
}

/** The page itself knows what it is about, also for an earlier worker. */
async function closeIfIdle(): Promise<void> {
  if (claims > 0 || !(await isOpen())) return;
  const { idle } = await ask("host/idle", {});
  if (idle && claims === 0) await browser.offscreen.closeDocument();
}

export const exporter: ExporterHost = {
  async start(job) {
    await asking(() => ask("exporter/run", job));
  },
  async release(jobId) {
    if (!(await isOpen())) return;
    await ask("exporter/release", { jobId });
    await closeIfIdle();
  },
  isAlive: isOpen,
  async end() {
    if (await isOpen()) await browser.offscreen.closeDocument();
  },
};

export const sender: SenderHost = {
  async send(order) {
    await asking(() => ask("sender/run", order));
  },
  async stop(id) {
    if (await isOpen()) await ask("sender/stop", { id });
  },
  url: (id, bytes) => asking(async () => (await ask("sender/url", { id, bytes })).url),
  async release(id) {
    if (await isOpen()) await ask("sender/release", { id });
  },
  receipt: (uploadUrl) => asking(async () => (await ask("sender/receipt", { uploadUrl })).text),
  async withdraw(uploadUrl, token) {
    await asking(() => ask("sender/withdraw", { uploadUrl, token }));
    await closeIfIdle();
  },
  state: async () => ((await isOpen()) ? ask("host/state", {}) : { writing: [], sending: null }),
  rest: closeIfIdle,
};

export const looker: LookHost = {
  async look(order) {
    try {
      return (await asking(() => ask("look/run", order))).looks as Look[];
    } finally {
      await closeIfIdle();
    }
  },
};
