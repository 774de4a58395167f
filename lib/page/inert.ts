/** Writes an element and what is in it as HTML that does nothing: no scripts, no handlers, no addresses that load or lead away. */
import { asked, isForm, real } from "../platforms/unclobbered.ts";
import { attributeAllowed, ENDS_P, fateOf, VOID } from "./allowed.ts";
import { DEPTH_AT_MOST } from "./bounds.ts";
import { computedAsStyle, computedOf } from "./computed.ts";
import { boxStyle, emptyBox, imageOf, stillOf } from "./stills.ts";
import { withMedia } from "./styles.ts";

export interface Writing {
  /** Address of an image in the copy, or null. */
  media(address: string, base: string): string | null;
  /** The viewer's own picture: not kept. */
  isOwn(image: Element): boolean;
  /** An address without trackers, for people to read; it is not a link any more. */
  cleanUrl(address: string): string;
  hooks: ReadonlySet<string>;
  /** Set where style sheets could not be read: every element carries its computed style. */
  computed: boolean;
  /** The inside of an open shadow root, styles included; null where there is none. */
  shadow(element: Element): string | null;
  /** How many elements may still be written. */
  room: number;
  /** How deep the element being written stands. */
  depth: number;
  /** What was left out, by name. */
  left: Map<string, number>;
  /** Ids that SVG `use` and paint servers point at. */
  refs: Set<string>;
}

/** `extra`: declarations added to the element's own style. */
export function writeElement(element: Element, writing: Writing, extra = "", within = ""): string {
  if (isForm(element)) return writeForm(element, writing, extra, within);
  const fate = fateOf(element);
  if (fate === "drop") return "";
  if (writing.room-- <= 0) return leave("too-large", "", writing);
  const name = element.localName;
  if (fate === "empty") {
    leave(element.hasAttribute("contenteditable") ? "editable" : name, "", writing);
    // A field's line box hangs on its text: an empty character in its stead keeps the lines where they were.
    const line = name === "input" || name === "select" ? "\u200b" : "";
    return `${open("div", element, writing, emptyBox(element) + extra)}${line}</div>`;
  }
  if (isHidden(element)) return open(name, element, writing, extra) + (VOID.has(name) ? "" : `</${name}>`);
  if (name === "img")
    return open("img", element, writing, boxStyle(element) + extra, imageOf(element, writing));
  if (name === "video" || name === "canvas") {
    const still = stillOf(element, writing);
    if (!still) leave(name, "", writing);
    const box = `${boxStyle(element)}object-fit:contain;${extra}`;
    return still
      ? open("img", element, writing, box, { src: still })
      : `${open("div", element, writing, box)}</div>`;
  }
  const tag = rename(element, within);
  const children = writeChildren(
    element,
    writing,
    tag === "a" || tag === "button" ? `${within} ${tag}` : within,
  );
  const attributes = name === "image" ? imageOf(element, writing) : linkOf(element, writing);
  return `${open(tag, element, writing, extra, attributes)}${writing.shadow(element) ?? ""}${children}</${tag}>`;
}

/** `writeElement` for a form, whose properties its fields may hide. */
function writeForm(form: Element, writing: Writing, extra: string, within: string): string {
  const editable = asked(form, "getAttribute", "contenteditable") ?? "false";
  if (editable !== "false") return leave("editable", "", writing);
  if (writing.room-- <= 0) return leave("too-large", "", writing);
  const hidden = computedOf(form).display === "none";
  return `${open("form", form, writing, extra)}${hidden ? "" : writeChildren(form, writing, within)}</form>`;
}

/** The children of an element or shadow root, text escaped. */
export function writeChildren(parent: Node, writing: Writing, within = ""): string {
  let out = "";
  if (writing.depth >= DEPTH_AT_MOST) return leave("too-large", "", writing);
  writing.depth++;
  for (const node of real(parent, "childNodes")) {
    if (isForm(node) || node.nodeType === 1) out += writeElement(node as Element, writing, "", within);
    else if (node.nodeType === 3) out += escapeText(node.nodeValue ?? "");
    // Each would only be left out, one by one.
    if (writing.room <= 0 && writing.left.has("too-large")) break;
  }
  writing.depth--;
  return out;
}

/** The start tag alone, attributes filtered. `added`: attributes of ours, which come last. */
export function open(
  tag: string,
  element: Element,
  writing: Writing,
  extra = "",
  added: Record<string, string> = {},
): string {
  let out = `<${tag}`;
  for (const { name, value } of real(element, "attributes")) {
    if (attributeAllowed(element, name, value, writing.hooks)) out += ` ${name}="${escapeAttribute(value)}"`;
    for (const [, id] of value.matchAll(/url\(\s*["']?#([^"')]+)/g)) writing.refs.add(String(id));
  }
  const own = (real(element as HTMLElement, "style") as CSSStyleDeclaration | undefined)?.cssText ?? "";
  const base = real(element, "ownerDocument").baseURI;
  const computed = writing.computed ? computedAsStyle(element) : "";
  const style = `${withMedia(computed + own, base, writing.media)}${own && !own.endsWith(";") ? ";" : ""}${extra}`;
  if (style) out += ` style="${escapeAttribute(style)}"`;
  for (const [name, value] of Object.entries(added)) out += ` ${name}="${escapeAttribute(value)}"`;
  return `${out}>`;
}

/** A link keeps where it led as words; `href="#"` so that style rules for links still hold, leading nowhere. */
function linkOf(element: Element, writing: Writing): Record<string, string> {
  const address = element.getAttribute("href") ?? element.getAttribute("xlink:href");
  if (address === null) return element.localName === "button" ? { type: "button" } : {};
  if (element.namespaceURI === "http://www.w3.org/2000/svg") {
    if (!address.startsWith("#")) return {};
    writing.refs.add(address.slice(1));
    return { href: address };
  }
  if (element.localName !== "a") return {};
  const full = URL.canParse(address, element.ownerDocument.baseURI)
    ? new URL(address, element.ownerDocument.baseURI)
    : null;
  const kept = full && /^https?:$/.test(full.protocol) ? writing.cleanUrl(full.href) : "";
  return kept ? { href: "#", "data-address": kept } : { href: "#" };
}

/** Scripts can nest what HTML cannot: a link in a link, a block in a paragraph. Parsed again, it would fall apart. */
function rename(element: Element, within: string): string {
  const name = element.localName;
  if ((name === "a" || name === "button") && within.split(" ").includes(name)) return "span";
  if (name === "p" && element.querySelector(ENDS_P)) return "div";
  return name;
}

function isHidden(element: Element): boolean {
  if (element.namespaceURI === "http://www.w3.org/2000/svg" && element.localName !== "svg") return false;
  if (element.checkVisibility?.()) return false;
  return computedOf(element).display === "none";
}

function leave(what: string, gives: string, writing: Writing): string {
  writing.left.set(what, (writing.left.get(what) ?? 0) + 1);
  return gives;
}

export const escapeText = (text: string) =>
  text.replace(/[&<>]/g, (char) => (char === "&" ? "&amp;" : char === "<" ? "&lt;" : "&gt;"));

export const escapeAttribute = (text: string) =>
  text.replace(/[&<>"]/g, (char) =>
    char === "&" ? "&amp;" : char === "<" ? "&lt;" : char === ">" ? "&gt;" : "&quot;",
  );
