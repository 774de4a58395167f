/** Answers of an intake beside tus itself: plain, for the moment only, readable from any origin. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { ARRIVAL_ID } from "./intake-receipts.ts";

/** Extensions ask from an origin of their own; nothing here is secret from one origin and not from another. */
export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": status === 200 ? "application/json" : "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    ...headers,
  });
  response.end(body);
}

/** Milliseconds a request for a receipt waits for it: no longer than a web server in front waits for us. */
const PATIENCE = 20_000;

/** Answers `GET /receipts/ID`; false: the request is for something else. */
export async function answerReceipt(
  request: IncomingMessage,
  response: ServerResponse,
  receipt: (id: string) => Promise<string | null>,
  patience = PATIENCE,
): Promise<boolean> {
  const id = /^\/receipts\/([^/]+)$/.exec(pathOf(request))?.[1];
  if (request.method !== "GET" || !id || !ARRIVAL_ID.test(id)) return false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  const text = await Promise.race([receipt(id), late]).finally(() => clearTimeout(timer));
  if (text === null) answer(response, 404, "not here whole\n", { "Retry-After": "10" });
  else answer(response, 200, text);
  return true;
}

/** Without query; an address that is none is the root. */
export function pathOf({ url }: IncomingMessage): string {
  const base = "http://intake.invalid";
  return URL.canParse(url ?? "/", base) ? new URL(url ?? "/", base).pathname : "/";
}
