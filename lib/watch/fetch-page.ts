/** Asks for one page, from the two sites only: no referrer, nothing left in the cache, nothing kept of the answer but status and text. */
import { FaultError } from "../model/fault-error.ts";

/** As a browser's `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchedPage {
  status: number;
  /** Where the answer came from, after redirects. */
  url: string;
  html: string;
}

const HTML_MAX = 30_000_000;
const TIMEOUT_MS = 20_000;

/**
 * @param login with the person's cookies of that site, or as nobody
 * @param mayReach whether an address is one of the sites'; asked before the request and of where redirects led
 * @throws FaultError `fetch-refused`, `fetch-failed`, `too-large`
 */
export async function fetchPage(
  address: string,
  login: boolean,
  fetch: Fetch,
  mayReach: (address: string) => boolean,
): Promise<FetchedPage> {
  if (!mayReach(address)) throw new FaultError("fetch-refused");
  try {
    const response = await fetch(address, {
      credentials: login ? "include" : "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "follow",
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!mayReach(response.url)) throw new FaultError("fetch-refused", "redirected");
    return { status: response.status, url: response.url, html: await textOf(response) };
  } catch (error) {
    if (error instanceof FaultError) throw error;
    // The name alone: messages of fetch hold the address.
    throw new FaultError("fetch-failed", error instanceof Error ? error.name : "unknown", { cause: error });
  }
}

async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length <= HTML_MAX) continue;
    await reader?.cancel();
    throw new FaultError("too-large");
  }
}
