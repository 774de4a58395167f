/**
 * Answering messages: who may send a kind, whether it fits its schema, and the fault as an answer. Nothing a page
 * sends is believed before this. A kind of another desk is left unanswered, for its own listener.
 */
import { browser } from "wxt/browser";
import { FaultError, toFault } from "../model/fault.ts";
import { isSite } from "./hosts.ts";
import type { Answer, Reply, Request, Table } from "./messages.ts";

/** What the browser (not the sender) says of a sender. */
export interface RawSender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; windowId?: number | undefined; incognito?: boolean } | undefined;
}
/** A content script that may be answered. */
export interface PageSender {
  tabId: number;
  windowId: number;
  url: string;
  /** A private window's tab. */
  isPrivate: boolean;
}

type Handler<T extends Table, K extends keyof T, S> = (
  request: Request<T, K>,
  sender: S,
) => Promise<Reply<T, K>>;
export type Handlers<T extends Table, S> = { [K in keyof T]: Handler<T, K, S> };

/** A table of kinds, who answers them, and whom they admit; `admit` gives null for a sender who may not. */
export interface Desk {
  knows(kind: string): boolean;
  answer(kind: string, request: unknown, sender: RawSender): Promise<Answer<unknown>> | undefined;
}

export function makeDesk<T extends Table, S>(
  table: T,
  admit: (sender: RawSender) => S | null,
  handlers: Handlers<T, S>,
): Desk {
  return {
    knows: (kind) => Object.hasOwn(table, kind),
    answer(kind, request, rawSender) {
      const entry = Object.hasOwn(table, kind) ? table[kind] : undefined;
      if (!entry) return undefined;
      // The table ties each handler to its schema; the compiler cannot follow that through a computed kind.
      const handler = handlers[kind] as unknown as (request: unknown, sender: S) => Promise<unknown>;
      return enveloped(async () => {
        const sender = admit(rawSender);
        if (sender === null) throw new FaultError("bad-request", "sender");
        const parsed = entry.request.safeParse(request);
        if (!parsed.success) throw new FaultError("bad-request", issueOf(parsed.error.issues[0]));
        return handler(parsed.data, sender);
      });
    },
  };
}

/** A content script in the top frame of one of the two sites' pages. */
export function admitPage(sender: RawSender): PageSender | null {
  if (sender.id !== browser.runtime.id || sender.frameId !== 0) return null;
  const { tab, url } = sender;
  if (!url || !isSite(url) || tab?.id === undefined || tab.windowId === undefined) return null;
  return { tabId: tab.id, windowId: tab.windowId, url, isPrivate: tab.incognito === true };
}

/** A page of this extension. */
export function admitOwnPage(sender: RawSender): { url: string } | null {
  if (sender.id !== browser.runtime.id || !sender.url?.startsWith(browser.runtime.getURL("/"))) return null;
  return { url: sender.url };
}

/** Listens for messages and lets the first desk that knows the kind answer, when `ready` is settled. */
export function listen(desks: readonly Desk[], ready: Promise<unknown> = Promise.resolve()): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: RawSender) => {
    const { kind, request } = (message ?? {}) as { kind?: unknown; request?: unknown };
    if (typeof kind !== "string") return undefined;
    const desk = desks.find((one) => one.knows(kind));
    return desk && ready.then(() => desk.answer(kind, request, sender));
  });
}

async function enveloped(work: () => Promise<unknown>): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, fault: toFault(error) };
  }
}

/** Where and how, never the value: it may hold page text. */
function issueOf(issue: { path: PropertyKey[]; code: string } | undefined): string {
  return issue ? `${issue.code} at ${issue.path.join(".")}`.slice(0, 200) : "schema";
}
