/** One question to one authority (RFC 3161 §3.4): as nobody, to no other address than the one chosen, within limits. */
import { browser } from "wxt/browser";
import { FaultError } from "../model/fault.ts";
import { originOfAuthority } from "./authority-origin.ts";
import { hideOrigin } from "./own-origin.ts";
import { nameOf, readAtMost } from "./read-at-most.ts";

const TIMEOUT_MS = 15_000;
/** A token with a long chain takes some 7 kB. */
const REPLY_MAX = 128 * 1024;

/**
 * Sends the DER query and gives the DER reply, unchecked.
 * @throws FaultError `stamp-not-allowed` (nothing was sent), `stamp-unreachable`, `stamp-wrong` (too large for a reply)
 */
export async function askAuthority(
  url: string,
  query: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await browser.permissions.contains({ origins: [originOfAuthority(url)] })))
    throw new FaultError("stamp-not-allowed");
  let response: Response;
  try {
    // refused: nothing is asked, and the stamp is tried again later
    await hideOrigin();
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body: query,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      // Where a redirect leads was not agreed to.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new FaultError("stamp-unreachable", nameOf(error), { cause: error });
  }
  if (response.status !== 200) throw new FaultError("stamp-unreachable", String(response.status));
  try {
    return await readAtMost(response, REPLY_MAX);
  } catch (error) {
    const tooLarge = error instanceof FaultError && error.code === "too-large";
    throw new FaultError(tooLarge ? "stamp-wrong" : "stamp-unreachable", nameOf(error), { cause: error });
  }
}
