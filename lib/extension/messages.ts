/**
 * The one table of messages: kind → who may send it, what it carries, what comes back. The background checks sender
 * and schema before it answers (`answer.ts`); senders get their types from here (`send.ts`). The content script
 * imports types only, so that it carries no schemas.
 */
import { z } from "zod";
import { Extraction, Part } from "../model/extraction.ts";
import { Fault } from "../model/fault.ts";
import { Outcome } from "../model/outcome.ts";
import { RulePack } from "../model/pack.ts";
import { SecondLook, Trigger } from "../model/statement.ts";
import { casesFromOwnPages } from "./case-messages.ts";
import { exportsFromOwnPages, type fromExporter, type toExporter } from "./export-messages.ts";
import { packsFromOwnPages, packsFromPage } from "./pack-messages.ts";
import { Material, Rect } from "./page-material.ts";
import { panicFromOwnPages } from "./panic-messages.ts";
import { parcelsFromOwnPages } from "./parcel-messages.ts";
import { partnersFromOwnPages } from "./partner-messages.ts";
import type { fromSender } from "./sender-messages.ts";
import { stampsFromOwnPages } from "./stamp-messages.ts";
import { vaultFromOwnPages } from "./vault-messages.ts";

export { ExportJob, ExportReport, ExportState, fromExporter, toExporter } from "./export-messages.ts";
export { Material, Rect } from "./page-material.ts";

/** What a page may say set a capture off: a second look is the background's own doing. */
const Gesture = Trigger.refine((trigger): boolean => trigger !== "second-look");

/** Controls of the page that are pressed only because the person asked for it, in the settings. */
const Expand = z.strictObject({ seeMore: z.boolean(), comments: z.boolean() });

/** What a person is told when a capture ends. */
export const CaptureResult = z.strictObject({
  captureId: z.string(),
  outcomes: z.array(Outcome),
  /** What part was had, as sealed. */
  parts: z.array(Part).optional(),
  /** `locked`: held, to be sealed when the vault is opened; `unchosen`: gone with the browser unless a protection is chosen; `beyond`: stays when the private window is closed. */
  kept: z.enum(["locked", "unchosen", "beyond"]).optional(),
  /** It seems to be the person's own post: whether they are in it. Told by the page. */
  own: z.enum(["scrubbed", "kept"]).optional(),
});
export type CaptureResult = z.infer<typeof CaptureResult>;

export const PageSurvey = z.strictObject({
  platform: z.enum(["facebook", "youtube"]).nullable(),
  posts: z.array(
    z.strictObject({
      key: z.string(),
      author: z.string().nullable(),
      textStart: z.string().nullable(),
      inView: z.boolean(),
    }),
  ),
  notices: z.array(z.strictObject({ class: z.string(), text: z.string() })),
});
export type PageSurvey = z.infer<typeof PageSurvey>;

const nothing = z.strictObject({});

/** From a content script to the background. */
export const fromPage = {
  /** Opens a capture: a journal row is written, so that a death on the way is known. Says if painted pixels can be had. */
  "capture/begin": {
    request: z.strictObject({ trigger: Gesture, url: z.string().max(4000) }),
    reply: z.strictObject({
      captureId: z.string(),
      painted: z.boolean(),
      askPermission: z.boolean(),
      /** What the person wants opened on the page before it is kept. */
      expand: Expand.optional(),
    }),
  },
  /** One painted slice: the tab is photographed now, `source` cut out and laid at `top` CSS pixels of the picture. */
  "capture/slice": {
    request: z.strictObject({
      captureId: z.string(),
      source: Rect,
      top: z.number(),
      scale: z.number().positive(),
      full: z.strictObject({ width: z.number(), height: z.number() }),
      /** The viewport, so that the photograph's true scale can be told from its size. */
      view: z.strictObject({ width: z.number().positive(), height: z.number().positive() }).optional(),
    }),
    reply: nothing,
  },
  "capture/finish": {
    request: z.strictObject({ captureId: z.string(), material: Material }),
    reply: CaptureResult,
  },
  "capture/abandon": { request: z.strictObject({ captureId: z.string(), fault: Fault }), reply: nothing },
  /** The text of a style sheet that the page may not read (`cssRules` throws). */
  "sheet/fetch": {
    request: z.strictObject({ url: z.string().max(4000) }),
    reply: z.strictObject({ css: z.string() }),
  },
  /** One image of the page as a data URI, for html2canvas: the page itself may not read it across origins. */
  "image/fetch": {
    request: z.strictObject({ url: z.string().max(8000) }),
    reply: z.strictObject({ dataUri: z.string().max(30_000_000) }),
  },
  ...packsFromPage,
  /** Brings the reading half of the content script into this tab's isolated world: nothing a page pays for unasked. */
  "capture/load": { request: nothing, reply: nothing },
  /** Brings html2canvas into this tab's isolated world. */
  "rerender/load": { request: nothing, reply: nothing },
  /** The person pressed "allow pictures" in the page: opens our page that can ask for the permission. */
  "permission/ask": { request: nothing, reply: nothing },
  "permission/declined": { request: nothing, reply: nothing },
  /** Whether the person wants nothing of ours in pages. */
  "quiet/read": { request: nothing, reply: z.strictObject({ quiet: z.boolean() }) },
} as const;

/** What a person can set. */
export const Settings = z.strictObject({
  secondLook: z.boolean(),
  expandSeeMore: z.boolean(),
  expandComments: z.boolean(),
  quiet: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

/** From our own pages (popup, archive) to the background. */
export const fromOwnPages = {
  ...packsFromOwnPages,
  ...vaultFromOwnPages,
  ...panicFromOwnPages,
  ...stampsFromOwnPages,
  ...casesFromOwnPages,
  ...partnersFromOwnPages,
  ...parcelsFromOwnPages,
  "settings/read": { request: nothing, reply: Settings },
  /** Only what is named is changed. */
  "settings/write": { request: Settings.partial(), reply: nothing },
  /** The person asks for a second look at one capture, now. Replies when it stands in the queue. */
  "look/ask": { request: z.strictObject({ captureId: z.string() }), reply: nothing },
  ...exportsFromOwnPages,
  "capture/delete": {
    request: z.strictObject({ captureIds: z.array(z.string()).min(1).max(100_000) }),
    reply: nothing,
  },
  /** Captures, and the number of exports, cut short by a death of worker or browser, told once and then acknowledged. */
  "journal/interrupted": {
    request: nothing,
    reply: z.strictObject({
      interrupted: z.array(z.strictObject({ captureId: z.string(), startedAt: z.string() })),
      exports: z.int().nonnegative(),
    }),
  },
  "journal/acknowledge": { request: z.strictObject({ captureIds: z.array(z.string()) }), reply: nothing },
} as const;

/** A second look to be made where HTML can be parsed: which address, with which logins, and what the first look read. */
export const LookOrder = z.strictObject({
  url: z.string().max(4000),
  first: Extraction,
  logins: z.array(z.boolean()).min(1).max(2),
  rules: RulePack.nullable(),
});
export type LookOrder = z.infer<typeof LookOrder>;

/** What one look brought, scrubbed. `viewerStrings` stay in memory. */
export const Look = z.strictObject({
  login: z.boolean(),
  httpStatus: SecondLook.shape.httpStatus,
  comparison: SecondLook.shape.comparison,
  url: z.string().max(4000),
  extraction: Extraction,
  text: z.string().max(5_000_000),
  pageData: z.string().max(30_000_000).nullable(),
  outcomes: z.array(Outcome).max(600),
  viewerStrings: Material.shape.viewerStrings,
  pack: Material.shape.pack,
});
export type Look = z.infer<typeof Look>;

/** From the background to the page that parses, in Chromium the offscreen page. */
export const toLooker = {
  "look/run": { request: LookOrder, reply: z.strictObject({ looks: z.array(Look).max(2) }) },
} as const;

/** From the popup (or the background, for menu and shortcut) to the content script of a tab. */
export const toPage = {
  "page/survey": { request: nothing, reply: PageSurvey },
  /** What the page looks like, without what it says: for a person to read and send by hand. */
  "page/layout": { request: nothing, reply: z.strictObject({ report: z.string().max(200_000) }) },
  /** `key`: a sighting; `menu`: the element last right-clicked; `focus`: the post in focus, else the one most in view; `page`: the page's own subject; `whole`: the page as it stands. */
  "page/capture": {
    request: z.strictObject({
      target: z.enum(["key", "menu", "focus", "page", "whole"]),
      key: z.string().optional(),
      trigger: Gesture,
      /** The person's own post, and they want to stay in it. */
      own: z.boolean().optional(),
    }),
    reply: CaptureResult,
  },
  /** Lets the person pick an element; replies when the picker stands. `from`: what is chosen first, the right-clicked element or the one in focus. */
  "page/pick": { request: z.strictObject({ from: z.enum(["menu", "focus"]) }), reply: nothing },
} as const;

/** Every reply travels in this envelope: a fault is an answer, not a lost promise. */
export const Envelope = <T extends z.ZodType>(reply: T) =>
  z.union([
    z.strictObject({ ok: z.literal(true), value: reply }),
    z.strictObject({ ok: z.literal(false), fault: Fault }),
  ]);

/** The envelope as a type, for those who carry no schemas. */
export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export type Table = Record<string, { request: z.ZodType; reply: z.ZodType }>;
export type Request<T extends Table, K extends keyof T> = z.infer<T[K]["request"]>;
export type Reply<T extends Table, K extends keyof T> = z.infer<T[K]["reply"]>;
export type FromPage = typeof fromPage;
export type FromOwnPages = typeof fromOwnPages;
export type ToPage = typeof toPage;
export type FromExporter = typeof fromExporter;
export type FromSender = typeof fromSender;
export type ToExporter = typeof toExporter;
