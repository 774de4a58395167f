/** Asking the background or a tab, typed from the table of messages. Types only: the content script carries no schemas. */
import { browser } from "wxt/browser";
import { FaultError } from "../model/fault-error.ts";
import type {
  Answer,
  FromExporter,
  FromOwnPages,
  FromPage,
  FromSender,
  Reply,
  Request,
  ToPage,
} from "./messages.ts";

type ToBackground = FromPage & FromOwnPages & FromExporter & FromSender;

/**
 * Asks the background. Gives the reply of `kind`.
 * @throws FaultError with the background's fault; `interrupted` where nobody answered (the extension was reloaded or updated).
 */
export async function sendToBackground<K extends keyof ToBackground & string>(
  kind: K,
  request: Request<ToBackground, K>,
): Promise<Reply<ToBackground, K>> {
  return open<Reply<ToBackground, K>>(browser.runtime.sendMessage({ kind, request }));
}

/**
 * Asks the content script of a tab's top frame.
 * @throws FaultError with the page's fault; `not-supported-page` where no content script answers.
 */
export async function sendToTab<K extends keyof ToPage & string>(
  tabId: number,
  kind: K,
  request: Request<ToPage, K>,
): Promise<Reply<ToPage, K>> {
  return open<Reply<ToPage, K>>(
    browser.tabs.sendMessage(tabId, { kind, request }, { frameId: 0 }),
    "not-supported-page",
  );
}

/** Unwraps the envelope; silence becomes the fault `silence`. */
export async function open<T>(
  answer: Promise<unknown>,
  silence: "interrupted" | "not-supported-page" = "interrupted",
): Promise<T> {
  let envelope: Answer<T> | undefined;
  try {
    envelope = (await answer) as Answer<T> | undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : undefined;
    // Chromium carries at most 64 MiB in one message.
    const code = /maximum|too large/i.test(words ?? "") ? "too-large" : silence;
    throw new FaultError(code, words, { cause: error });
  }
  if (!envelope) throw new FaultError(silence);
  if (!envelope.ok) throw new FaultError(envelope.fault.code, envelope.fault.detail);
  return envelope.value;
}
