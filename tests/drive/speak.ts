/** Speaks the extension's own messages from one of its own pages, as the popup and the archive do. */
import type { CDPSession, Page } from "playwright-core";
import type { FromOwnPages, Reply, Request, ToPage } from "../../lib/extension/messages.ts";
import type { ChromiumSession } from "./chromium.ts";
import { ownUrl } from "./targets.ts";
import { within } from "./waiting.ts";

/** The fault that the extension answered with, as an error. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, detail: string | undefined) {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
  }
}

export interface OwnPage {
  page: Page;
  /** Evaluates in the page what may be a promise; the value comes as JSON. */
  run<T>(expression: string): Promise<T>;
}

/**
 * Opens one of the extension's pages in a tab.
 * @param path e.g. `archive.html`
 */
export async function openOwnPage(session: ChromiumSession, path: string): Promise<OwnPage> {
  const page = await session.context.newPage();
  await page.goto(`${ownUrl(session)}${path}`);
  const cdp: CDPSession = await session.context.newCDPSession(page);
  return {
    page,
    async run<T>(expression: string): Promise<T> {
      const evaluated = cdp.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = await within(60, "the extension's answer", evaluated);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
  };
}

type Envelope =
  | { ok: true; value: unknown }
  | { ok: false; fault: { code: string; detail?: string } }
  | undefined;

function opened<T>(envelope: Envelope): T {
  if (!envelope) throw new Refusal("no-answer", undefined);
  if (!envelope.ok) throw new Refusal(envelope.fault.code, envelope.fault.detail);
  return envelope.value as T;
}

/** Asks the background. @throws Refusal */
export async function askBackground<K extends keyof FromOwnPages & string>(
  own: OwnPage,
  kind: K,
  request: Request<FromOwnPages, K>,
): Promise<Reply<FromOwnPages, K>> {
  return opened(await own.run<Envelope>(`chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`));
}

/** The browser's number of the tab at exactly this address. */
export async function tabIdOf(own: OwnPage, url: string): Promise<number> {
  const ids = await own.run<number[]>(
    `chrome.tabs.query({}).then((tabs) => tabs.filter((tab) => tab.url === ${JSON.stringify(url)}).map((tab) => tab.id))`,
  );
  const [id] = ids;
  if (id === undefined) throw new Error(`no tab at ${url}`);
  return id;
}

/** Asks the content script of a tab. @throws Refusal */
export async function askTab<K extends keyof ToPage & string>(
  own: OwnPage,
  tabId: number,
  kind: K,
  request: Request<ToPage, K>,
): Promise<Reply<ToPage, K>> {
  const message = JSON.stringify({ kind, request });
  const expression = `chrome.tabs.sendMessage(${tabId}, ${message}, { frameId: 0 }).catch(() => undefined)`;
  return opened(await own.run<Envelope>(expression));
}
