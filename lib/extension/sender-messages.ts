/** Between the background and the page that sends (Chromium's offscreen page): what is to be sent, and how it goes. */
import { z } from "zod";
import { Fault } from "../model/fault.ts";

const nothing = z.strictObject({});
const id = z.string().max(64);
const address = z.string().max(4000);

/** One parcel to be sent, from where the intake says it stands. */
export const SendOrder = z.strictObject({
  id,
  /** Of the ciphertext. */
  bytes: z.int().positive(),
  intake: address,
  uploadUrl: address.nullable(),
  token: z.string().max(200).nullable(),
  limit: z.int().positive().nullable(),
});
export type SendOrder = z.infer<typeof SendOrder>;

/** What the page is about: exports being written, the parcel being sent. */
export const HostState = z.strictObject({ writing: z.array(z.string()), sending: z.string().nullable() });
export type HostState = z.infer<typeof HostState>;

/** From the background to the page that sends. */
export const toSender = {
  /** Replies when it has begun. */
  "sender/run": { request: SendOrder, reply: nothing },
  /** Stops sending or writing this one; replies when nothing of it goes out any more. */
  "sender/stop": { request: z.strictObject({ id }), reply: nothing },
  /** Where the finished file can be fetched by `downloads`. */
  "sender/url": {
    request: z.strictObject({ id, bytes: z.int().positive() }),
    reply: z.strictObject({ url: z.string() }),
  },
  "sender/release": { request: z.strictObject({ id }), reply: nothing },
  /** The receipt of an upload; null: the intake has none (yet). */
  "sender/receipt": {
    request: z.strictObject({ uploadUrl: address }),
    reply: z.strictObject({ text: z.string().max(20_000).nullable() }),
  },
  "sender/withdraw": {
    request: z.strictObject({ uploadUrl: address, token: z.string().max(200).nullable() }),
    reply: nothing,
  },
  "host/state": { request: nothing, reply: HostState },
  "host/idle": { request: nothing, reply: z.strictObject({ idle: z.boolean() }) },
} as const;

/** From the page that sends to the background. */
export const fromSender = {
  /** The intake has a place for it. Replies when that is kept: before it no byte goes there. */
  "sender/place": { request: z.strictObject({ id, uploadUrl: address }), reply: nothing },
  "sender/progress": { request: z.strictObject({ id, sent: z.number() }), reply: nothing },
  /** Without a fault: the intake says that it has the whole. */
  "sender/ended": {
    request: z.strictObject({ id, sent: z.number(), fault: Fault.optional() }),
    reply: nothing,
  },
} as const;
