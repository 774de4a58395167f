/**
 * Answering in the content script: without schemas, for only the extension itself can send to it, and it must stay small.
 * Content scripts are built without the API's polyfill, a quarter of their size: Chromium takes no promise from a
 * listener then, so the answer goes by the callback, which both browsers know.
 */
import { browser } from "wxt/browser";
import { toFault } from "../model/fault-error.ts";
import type { Answer, Reply, Request, ToPage } from "./messages.ts";

export type PageHandlers = {
  [K in keyof ToPage]: (request: Request<ToPage, K>) => Promise<Reply<ToPage, K>>;
};

/** Answers `handlers`' kinds until the returned function is called. */
export function answerInPage(handlers: PageHandlers): () => void {
  const listener = (
    message: unknown,
    sender: { id?: string | undefined },
    answer: (envelope: Answer<unknown>) => void,
  ) => {
    const { kind, request } = (message ?? {}) as { kind?: unknown; request?: unknown };
    if (sender.id !== browser.runtime.id || typeof kind !== "string" || !Object.hasOwn(handlers, kind))
      return undefined;
    const handler = handlers[kind as keyof ToPage] as (request: unknown) => Promise<unknown>;
    void enveloped(() => handler(request)).then(answer);
    // The answer comes later.
    return true as const;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

async function enveloped(work: () => Promise<unknown>): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, fault: toFault(error) };
  }
}
