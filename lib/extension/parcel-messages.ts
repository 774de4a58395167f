/**
 * The messages about handing over, part of the table in `messages.ts`: a parcel is one encrypted file for one partner,
 * of one case. People read "file" or "delivery".
 */
import { z } from "zod";
import { Fault } from "../model/fault.ts";
import { Leaks } from "./export-messages.ts";
import { WithholdChoices } from "./withhold-messages.ts";

const nothing = z.strictObject({});
const Id = z.string().regex(/^[0-9a-f]{32}$/);
const One = z.strictObject({ parcelId: Id });

/**
 * `making`: being encrypted; `ready`: stands encrypted, waits for its turn (or to be saved); `sent`: the intake has it
 * whole; `delivered`: and its receipt holds; `saved`: the person has the file.
 */
export const ParcelState = z.enum([
  "making",
  "ready",
  "sending",
  "paused",
  "sent",
  "delivered",
  "saved",
  "failed",
]);
export type ParcelState = z.infer<typeof ParcelState>;

/** A receipt that holds, as a person sees it. */
export const ParcelReceipt = z.strictObject({
  receivedAt: z.string(),
  /** The desk has opened the file and found its checkpoint. */
  opened: z.boolean(),
  /** Fingerprint of the key that signed it. */
  keyId: z.string(),
});
export type ParcelReceipt = z.infer<typeof ParcelReceipt>;

/** One parcel as the screens see it. Addresses of uploads stay in the vault. */
export const Parcel = z.strictObject({
  id: Id,
  state: ParcelState,
  how: z.enum(["save", "send"]),
  partnerId: z.string(),
  caseId: z.string(),
  captures: z.int().nonnegative(),
  fileName: z.string(),
  /** Of the encrypted file; while it is made, what has been written so far. */
  bytes: z.number(),
  /** What it will be about, before it stands; 0: not known. */
  expected: z.number(),
  /** Bytes that the intake has. */
  sent: z.number(),
  /** Bytes a second at present; null: not sending. */
  speed: z.number().nullable(),
  /** At most so many bytes a second; null: as fast as it goes. */
  limit: z.number().nullable(),
  attempts: z.int().nonnegative(),
  startedAt: z.string(),
  /** When it is tried next; null: no need. */
  notBefore: z.string().nullable(),
  /** Why it failed, or why the last try did. */
  fault: Fault.optional(),
  /** Of the fault `leak-found`. */
  leaks: Leaks,
  receipt: ParcelReceipt.optional(),
  /** The same was handed to the same partner before; when that was begun. */
  before: z.string().optional(),
  /** The partner names no key whose receipts would count: `sent` is all that can be said. */
  noReceipts: z.boolean(),
});
export type Parcel = z.infer<typeof Parcel>;

/** What the person wishes to hand over. `ownRecipient`: encrypted to the vault's own key too. */
export const HandOver = z.strictObject({
  partnerId: z.string().max(64),
  captureIds: z.array(z.string()).min(1).max(100_000),
  notes: z.boolean().optional(),
  withhold: WithholdChoices.optional(),
  ownRecipient: z.boolean().optional(),
  how: z.enum(["save", "send"]),
});
export type HandOver = z.infer<typeof HandOver>;

export const parcelsFromOwnPages = {
  /**
   * Makes one parcel for each case among the captures, encrypted to all the partner's recipients. Replies when they stand in the queue as `making`; how it goes on is read by `parcel/list`.
   * @throws `partner-gone`, `profile-expired`, `no-intake`, `not-found`.
   */
  "parcel/start": {
    request: HandOver,
    reply: z.strictObject({ parcelIds: z.array(z.string()) }),
  },
  /** All parcels, or these; oldest first. */
  "parcel/list": {
    request: z.strictObject({ parcelIds: z.array(Id).max(1000).optional() }),
    reply: z.strictObject({ parcels: z.array(Parcel) }),
  },
  "parcel/pause": { request: One, reply: nothing },
  "parcel/resume": { request: One, reply: nothing },
  /** Stops it, and deletes the encrypted file. What was cancelled counts as new for the partner again (`lib/vault/handed.ts`). */
  "parcel/cancel": { request: One, reply: nothing },
  "parcel/limit": { request: One.extend({ limit: z.int().positive().nullable() }), reply: nothing },
  /** Tries at once what waits. Replies when it was begun. */
  "parcel/now": { request: nothing, reply: nothing },
  /** The text of a receipt file that the partner handed back. */
  "parcel/receipt": {
    request: z.strictObject({ receipt: z.string().max(10_000) }),
    reply: z.strictObject({ parcelId: Id }),
  },
} as const;
