/** What a content script hands over, part of the table in `messages.ts`. */
import { z } from "zod";
import { Extraction } from "../model/extraction.ts";
import { Outcome } from "../model/outcome.ts";
import { PackName } from "../model/pack.ts";
import { WitnessFacts } from "../model/statement.ts";
import { Identifier } from "../model/witness.ts";

/** CSS pixels relative to the viewport's top left corner. */
export const Rect = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Rect = z.infer<typeof Rect>;

/** Everything the content script hands over: already scrubbed. Addresses in `fetches` stay in memory, never stored. */
export const Material = z.strictObject({
  url: z.string().max(4000),
  scope: z.enum(["post", "page", "picked"]),
  extraction: Extraction,
  /** Inert HTML of the subject; images stand as `src="media:<index>"` and are put in by the background. */
  html: z.string().max(30_000_000).nullable(),
  text: z.string().max(5_000_000),
  pageData: z.string().max(30_000_000).nullable(),
  /** `index`: the number in `media:<index>`; below `extraction.media.length` it is that item, above it is furniture of the DOM. */
  fetches: z.array(z.strictObject({ index: z.int().nonnegative(), url: z.string().max(8000) })).max(600),
  outcomes: z.array(Outcome).max(600),
  /** PNG as base64, drawn by html2canvas, where painted pixels were refused. */
  rerendered: z
    .strictObject({ png: z.string(), width: z.int().positive(), height: z.int().positive() })
    .nullable(),
  /** Places of the painted picture that show the witness (own comment, avatar, draft), CSS pixels of the picture: painted over. */
  masks: z.array(Rect).max(1000).optional(),
  /** Strings that identify the witness: fetched and assembled bytes are checked against them, and what is exported. Never in what is sealed. */
  viewerStrings: z.array(Identifier).max(2000),
  /** Those of them that the person chose to leave in this capture: it is their own post. */
  own: z.array(z.string().max(4000)).max(200).optional(),
  /** Of the device and its owner: committed to, and withheld from what leaves. */
  witness: WitnessFacts.optional(),
  /** The page knowledge that read it: a page keeps what it began with, whatever is set meanwhile. */
  pack: PackName.optional(),
});
export type Material = z.infer<typeof Material>;
