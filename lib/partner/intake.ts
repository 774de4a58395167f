/** What an intake is asked beside the sending itself: for the receipt, and to forget an upload. */
import { concat, fromUtf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { RECEIPT_AT_MOST } from "./receipt.ts";
import { receiptAddress } from "./upload.ts";

/**
 * Tells the intake that the upload is not wanted any more (tus: termination). False: it did not say that it is gone; then
 * it is for the partner to clear away what nobody finishes.
 */
export async function withdraw(
  uploadUrl: string,
  token: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await ask(uploadUrl, "DELETE", signal, {
    "Tus-Resumable": "1.0.0",
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  });
  return answer.status === 204 || answer.status === 404 || answer.status === 410;
}

/**
 * Asks for the receipt of an upload that is there whole. Null: the intake has none (yet). What it says is not checked here.
 * @throws FaultError `send-unreachable`; `send-broken` for an answer that is none; `receipt-malformed` where it is too long.
 */
export async function fetchReceipt(uploadUrl: string, signal: AbortSignal): Promise<string | null> {
  const address = receiptAddress(uploadUrl);
  if (address === null) return null;
  const answer = await ask(address, "GET", signal);
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw new FaultError("send-broken", String(answer.status));
  const parts: Uint8Array[] = [];
  const reader = answer.body?.getReader();
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > RECEIPT_AT_MOST) {
      await reader.cancel();
      throw new FaultError("receipt-malformed", "length");
    }
    parts.push(value);
  }
  return fromUtf8(concat(...parts)) ?? "";
}

/** Without login, without saying from where, and to nobody else than was asked. */
async function ask(
  url: string,
  method: "GET" | "DELETE",
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers,
      signal,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      cache: "no-store",
    });
  } catch (cause) {
    throw new FaultError("send-unreachable", undefined, { cause });
  }
}
