/** The whole statement of a capture, before it is committed leaf by leaf (`lib/evidence/disclose`) and sealed. */
import { z } from "zod";
import { Extraction } from "./extraction.ts";
import { Outcome } from "./outcome.ts";

export const Sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** RFC 3339 UTC with milliseconds. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
/** 16 random bytes, lowercase hex: opaque, tells nothing. */
export const OpaqueId = z.string().regex(/^[0-9a-f]{32}$/);

export const ArtefactRole = z.enum([
  "picture", // PNG: what the browser painted
  "picture-rerendered", // PNG: html2canvas drew it again; never called a screenshot
  "dom", // inert HTML of the subject, images inside
  "text", // plain text
  "page-data", // JSON embedded in the page, scrubbed
  "media", // an image or poster of the subject, bytes as the server sent them
]);
export type ArtefactRole = z.infer<typeof ArtefactRole>;

/** A file of a capture. `name` is its file name inside the capture, unique there: `picture.png`, `media-2.jpg`. */
export const Artefact = z.strictObject({
  role: ArtefactRole,
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/),
  mediaType: z.string().max(100),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  /** How it was had: `painted`, `rerendered`, `serialised`, `fetched`, `read`. */
  method: z.string().max(40),
  /** Scrubbed address for fetched media; index into `extraction.media` in `media`. */
  url: z.string().max(4000).optional(),
  media: z.int().nonnegative().optional(),
  /** Pixels, for pictures. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
});
export type Artefact = z.infer<typeof Artefact>;

export const Trigger = z.enum(["button", "popup", "menu", "command", "picker", "tool", "second-look"]);
export type Trigger = z.infer<typeof Trigger>;

/** One field of two readings of the same post: they agree, they differ, or only one of them has it. */
export const Compared = z.strictObject({
  field: z.enum([
    "text",
    "text-start", // one of the two had only the beginning: compared as far as it goes
    "title",
    "author",
    "author-id",
    "ids",
    "published",
    "original-author",
    "original-text",
    "original-ids",
    "notice-class",
    "notice-text",
  ]),
  result: z.enum(["same", "different", "only-first", "only-second"]),
});
export type Compared = z.infer<typeof Compared>;

/** The permalink of an earlier capture was asked for again: an event of its own, from the same machine. */
export const SecondLook = z.strictObject({
  /** The capture that was looked at again. */
  of: OpaqueId,
  /** Asked with the person's own login, or as nobody. */
  login: z.boolean(),
  /** What the server answered; null: it did not. */
  httpStatus: z.int().min(100).max(599).nullable(),
  /** Empty where there was no answer to compare with (no connection, an outage). */
  comparison: z.array(Compared).max(40),
});
export type SecondLook = z.infer<typeof SecondLook>;

export const CaptureFacts = z.strictObject({
  /** The page's address, scrubbed. */
  url: z.string().max(4000),
  startedAt: Instant,
  sealedAt: Instant,
  /** All of it was had by then, and lay encrypted but unsealed until `sealedAt`: the vault was locked. */
  heldSince: Instant.optional(),
  trigger: Trigger,
  scope: z.enum(["post", "page", "picked"]),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  /** The page knowledge used: built-in, or a partner's rule pack (step 2). */
  pack: z.strictObject({ name: z.string().max(80), version: z.string().max(40) }),
  /** Only where `trigger` is `second-look`. */
  secondLook: SecondLook.optional(),
});
export type CaptureFacts = z.infer<typeof CaptureFacts>;

/** What the machine is like, as text. `screen`: CSS pixels, `1920x1080`; `pixelRatio`: device pixels of one of them. */
export const Device = z.strictObject({
  timeZone: z.string().max(100),
  locale: z.string().max(100),
  screen: z.string().max(40),
  pixelRatio: z.string().max(40),
  userAgent: z.string().max(1000),
});
export type Device = z.infer<typeof Device>;

/** Is the witness the author? `scrubbed`: so it seems, and they were taken out; `kept`: left in by their choice; `unknown`: the page did not say who looks. */
export const OwnPost = z.enum(["no", "scrubbed", "kept", "unknown"]);
export type OwnPost = z.infer<typeof OwnPost>;

/** Committed to in the record, withheld from every export but by choice (FORMAT §4.15). */
export const WitnessFacts = z.strictObject({ device: Device.optional(), own: OwnPost.optional() });
export type WitnessFacts = z.infer<typeof WitnessFacts>;

export const Statement = z.strictObject({
  capture: CaptureFacts,
  extraction: Extraction,
  outcomes: z.array(Outcome).max(600),
  artefacts: z.array(Artefact).max(600),
  witness: WitnessFacts.optional(),
});
export type Statement = z.infer<typeof Statement>;
