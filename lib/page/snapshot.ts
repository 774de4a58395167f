/**
 * The inert copy of a subject: built up from what is allowed, with the style rules that match it, inside shells of
 * its ancestors (`display: contents`) so that the rules still match, and with what it inherited written on the innermost.
 */
import { asked, parentOf, real } from "../platforms/unclobbered.ts";
import { attributeAllowed } from "./allowed.ts";
import { ELEMENTS_AT_MOST, elementsIn } from "./bounds.ts";
import { backgroundBehind, computedOf, customPropertiesIn, inheritedStyle } from "./computed.ts";
import { escapeAttribute, type Writing, writeChildren, writeElement } from "./inert.ts";
import type { MediaIndex } from "./media-index.ts";
import { adopted, readSheets, rulesOf, type Sheet } from "./sheets.ts";
import { matchingStyles } from "./styles.ts";
import type { Wire } from "./wire.ts";

export interface Snapshot {
  html: string;
  /** How many style sheets stayed closed; then every element carries its computed style instead. */
  unreadable: number;
  /** True where the limit cut the copy short. */
  cut: boolean;
  /** What was left out, for the outcome: "iframe 2, input 1". */
  left: string;
}

export interface Copying {
  media: MediaIndex;
  /** The viewer's own picture: not kept. */
  isOwn(image: Element): boolean;
  cleanUrl(address: string): string;
  wire: Pick<Wire, "fetchSheet">;
}

/** Copies `subject` as a whole HTML document without scripts, addresses or loads; images as `media:<n>`. `room`: elements at most. */
export async function takeSnapshot(
  subject: Element,
  copying: Copying,
  room = ELEMENTS_AT_MOST,
): Promise<Snapshot> {
  const document = subject.ownerDocument;
  const { sheets, unreadable } = await readSheets(document, document, copying.wire);
  return writeDocument(subject, sheets, unreadable, copying, room);
}

/** From here on nothing waits: the DOM that is copied is the DOM of one moment. */
function writeDocument(
  subject: Element,
  sheets: Sheet[],
  unreadable: number,
  copying: Copying,
  room: number,
): Snapshot {
  const document = subject.ownerDocument;
  const window = document.defaultView;
  if (!window) throw new TypeError("a document without a window cannot be copied");
  const media = copying.media.of;
  const elements = elementsIn(subject, room);
  const { css, hooks } = matchingStyles(sheets, elements, window, media);
  const writing: Writing = {
    media,
    isOwn: copying.isOwn,
    cleanUrl: copying.cleanUrl,
    hooks,
    computed: unreadable > 0,
    shadow: (element) => shadowOf(element, writing, window),
    room,
    depth: 0,
    left: new Map(),
    refs: new Set(),
  };
  const parent = parentOf(subject) ?? subject;
  const inline = elements.map((element) => asked(element, "getAttribute", "style") ?? "").join("");
  const inherited = inheritedStyle(parent, customPropertiesIn(css + inline));
  const root = document.documentElement;
  const body = document.body;
  const whole = subject === body || subject === root;
  const inner = whole ? writeChildren(body, writing) : writeElement(subject, writing, boxOf(subject));
  const shells = ancestors(parent).filter((element) => element !== root && element !== body);
  const before = shells.map((shell, index) =>
    shellTag(shell, writing, `display:contents!important;${index === shells.length - 1 ? inherited : ""}`),
  );
  const after = shells.map((shell) => `</${shell.localName}>`).reverse();
  const background = backgroundBehind(parent) ?? "Canvas";
  const bodyStyle = whole ? "" : stageOf(subject, background) + (shells.length === 0 ? inherited : "");
  const rootStyle = `font-size:${computedOf(root).fontSize};color-scheme:${computedOf(root).colorScheme};background:${background};${whole ? inherited : ""}`;
  const html = [
    document.compatMode === "BackCompat" ? "" : "<!doctype html>",
    shellTag(root, writing, rootStyle),
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer">',
    `<style>${css}</style></head>`,
    shellTag(body, writing, bodyStyle),
    ...before,
    inner,
    ...after,
    whole ? "" : referenced(subject, writing),
    "</body></html>",
  ].join("");
  const left = [...writing.left].map(([name, count]) => `${name} ${count}`).join(", ");
  return { html, unreadable, cut: writing.left.has("too-large"), left };
}

/** The body as a bare stage, as wide as the subject; parts of a pixel it stood off the grid are kept, images depend on them. */
function stageOf(subject: Element, background: string): string {
  const { left, top, width } = subject.getBoundingClientRect();
  const part = (at: number) => `${(at - Math.floor(at)).toFixed(4)}px`;
  return `all:unset;display:block!important;position:relative!important;box-sizing:content-box!important;width:${width}px!important;padding:${part(top)} 0 0 ${part(left)}!important;background:${background}!important;`;
}

/** The subject's own box, free of the place it had: as wide as it was, nothing beside it. */
function boxOf(subject: Element): string {
  const { width, height } = subject.getBoundingClientRect();
  const { display } = computedOf(subject);
  const block = display.startsWith("inline") || display === "contents" ? "display:block!important;" : "";
  return `${block}box-sizing:border-box!important;width:${width}px!important;min-height:${height}px!important;max-width:none!important;margin:0!important;position:relative!important;inset:auto!important;float:none!important;transform:none!important;translate:none!important;`;
}

/** From the outermost to `element` itself. */
function ancestors(element: Element): Element[] {
  const out: Element[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) out.unshift(at);
  return out;
}

/** The start tag of an ancestor: what rules may match on, no style of its own. */
function shellTag(element: Element, writing: Writing, style: string): string {
  const attributes = [...real(element, "attributes")]
    .filter(({ name, value }) => name !== "style" && attributeAllowed(element, name, value, writing.hooks))
    .filter(({ name }) => /^(class|id|dir|lang|role)$/.test(name) || writing.hooks.has(name))
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`);
  return `<${element.localName}${attributes.join("")}${style ? ` style="${escapeAttribute(style)}"` : ""}>`;
}

/** An open shadow root as a declarative one, with the rules of its own sheets. */
function shadowOf(element: Element, writing: Writing, window: Window): string | null {
  const root = element.shadowRoot;
  if (!root) return null;
  const sheets: Sheet[] = [...root.styleSheets, ...adopted(root)].map((sheet) => ({
    rules: rulesOf(sheet) ?? [],
    base: sheet.href ?? element.baseURI,
    media: sheet.media?.mediaText ?? "",
  }));
  const inside = [...root.children].flatMap((child) => elementsIn(child, Math.max(1, writing.room)));
  const styles = matchingStyles(sheets, inside, window, writing.media);
  const hooks = new Set([...writing.hooks, ...styles.hooks]);
  return `<template shadowrootmode="open"><style>${styles.css}</style>${writeChildren(root, { ...writing, hooks })}</template>`;
}

/** SVG parts the subject points at that stand elsewhere in the page. */
function referenced(subject: Element, writing: Writing): string {
  const document = subject.ownerDocument;
  const parts = [...writing.refs]
    .map((id) => document.getElementById(id))
    .filter((part) => part?.namespaceURI === "http://www.w3.org/2000/svg" && !subject.contains(part))
    .map((part) => (part ? writeElement(part, writing) : ""));
  return parts.length > 0
    ? `<svg width="0" height="0" style="position:absolute">${parts.join("")}</svg>`
    : "";
}
