/** What becomes of a parcel after a try, and which one is next: decisions only. Times in milliseconds. */
import type { Fault, FaultCode } from "../model/fault-error.ts";
import { askedToWait } from "../partner/upload.ts";
import type { ParcelBody, ParcelRow } from "../vault/parcels.ts";

const FIRST_WAIT_MS = 2000;
const MOST_WAIT_MS = 30 * 60_000;
const MOST_RECEIPT_WAIT_MS = 6 * 60 * 60_000;
/** An intake may ask for more time, but not for ever: the person can try at once all the same. */
const MOST_ASKED_MS = 6 * 60 * 60_000;

/** Faults that time does not mend: the person decides. The encrypted file stays all the same. */
const FOR_THE_PERSON: ReadonlySet<FaultCode> = new Set<FaultCode>([
  "send-refused",
  "partner-gone",
  "no-intake",
  "profile-expired",
  "profile-malformed",
  "profile-signature",
  "parcel-gone",
]);

/** How long to wait after so many tries that brought nothing: 2, 4, 8 … seconds, at most half an hour. */
export const waitAfter = (attempts: number, most = MOST_WAIT_MS): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.min(30, Math.max(0, attempts - 1)), most);

/**
 * A parcel after a try to send it that ended so. What the intake has stays known, unless it says that it knows nothing of
 * it; then it begins anew with the same file. Somebody's pause is no failure.
 * @param sent bytes that had gone by then
 */
export function afterTry(body: ParcelBody, fault: Fault, sent: number, now: number): ParcelBody {
  const { fault: _, ...rest } = body;
  const moved = sent > body.sent;
  const on = { ...rest, state: "ready" as const, sent: Math.max(body.sent, sent) };
  if (fault.code === "send-paused") return { ...on, notBefore: null };
  if (FOR_THE_PERSON.has(fault.code)) return { ...on, state: "failed", fault, notBefore: null };
  const attempts = moved ? 1 : body.attempts + 1;
  const asked = Math.min(askedToWait(fault) * 1000, MOST_ASKED_MS);
  const later = { ...on, fault, attempts, notBefore: at(now + Math.max(asked, waitAfter(attempts))) };
  return fault.code === "send-gone" ? { ...later, uploadUrl: null, sent: 0 } : later;
}

/** A parcel that is `sent`, after its receipt was asked for in vain. It is asked for again for ever: only the wait grows. */
export function afterAsking(body: ParcelBody, fault: Fault | null, now: number): ParcelBody {
  const { fault: _, ...rest } = body;
  const attempts = body.attempts + 1;
  const wait = waitAfter(attempts, MOST_RECEIPT_WAIT_MS);
  return { ...rest, ...(fault ? { fault } : {}), attempts, notBefore: at(now + wait) };
}

const at = (time: number): string => new Date(time).toISOString();

/** True where its time has come. */
export const isDue = ({ notBefore }: ParcelBody, now: number): boolean =>
  notBefore === null || Date.parse(notBefore) <= now;

/** It waits for its receipt; without the upload's address there is nobody to ask. */
export const awaitsReceipt = ({ state, uploadUrl }: ParcelBody): boolean =>
  state === "sent" && uploadUrl !== null;

/** It waits for something that comes by itself: its turn, its time, its receipt. */
export const waits = (body: ParcelBody): boolean =>
  (body.state === "ready" && body.how === "send") || awaitsReceipt(body);

/** When the next of those that wait is due; null: none waits. */
export function soonest(rows: readonly ParcelRow[]): number | null {
  const times = rows.filter(({ body }) => waits(body)).map(({ body }) => Date.parse(body.notBefore ?? at(0)));
  return times.length > 0 ? Math.min(...times) : null;
}
