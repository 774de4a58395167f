/** The words a person sees in an element, in lines; for what no adapter reads. Drafts, scripts and hidden parts are none of them. */
import { fateOf } from "./allowed.ts";
import { DEPTH_AT_MOST, ELEMENTS_AT_MOST } from "./bounds.ts";

/** CSS pixels. */
const EMOJI_BELOW = 48;
const INLINE = /^(?:inline|contents|ruby)/;

/** At most `limit` characters, of so many elements as `bounds.ts` says; `cut` where there was more. Lines as the boxes stand; Unicode as it is. */
export function shownWords(element: Element, limit: number): { text: string; cut: boolean } {
  const window = element.ownerDocument.defaultView;
  let text = "";
  let broken = false;
  let room = ELEMENTS_AT_MOST;
  const write = (piece: string) => {
    const line = piece.replace(/\s+/g, " ");
    if (line.trim() === "") {
      if (line !== "" && !broken && text !== "" && !text.endsWith(" ")) text += " ";
      return;
    }
    if (broken && text !== "") text = `${text.trimEnd()}\n`;
    text += broken || text === "" || text.endsWith(" ") ? line.replace(/^ /, "") : line;
    broken = false;
  };
  const walk = (at: Element, depth: number) => {
    if (text.length > limit || room <= 0) return;
    if (depth > DEPTH_AT_MOST || --room <= 0) {
      room = 0;
      return;
    }
    if (fateOf(at) !== "keep" || /^(?:title|desc)$/.test(at.localName)) return;
    if (at.localName === "br") broken = true;
    const style = window?.getComputedStyle(at);
    if (style?.display === "none") return;
    const block = !INLINE.test(style?.display ?? "inline");
    broken ||= block;
    const hidden = style?.visibility === "hidden" || style?.visibility === "collapse";
    // An emoji is a word of its line; what describes a photo stands with the photo.
    if (at.localName === "img" && !hidden && at.getBoundingClientRect().width < EMOJI_BELOW)
      write(at.getAttribute("alt") ?? "");
    for (const child of at.childNodes) {
      if (child.nodeType === 3 && !hidden) write(child.nodeValue ?? "");
      else if (child.nodeType === 1) walk(child as Element, depth + 1);
    }
    for (const child of at.shadowRoot?.children ?? []) walk(child, depth + 1);
    broken ||= block;
  };
  walk(element, 0);
  const whole = text.trim();
  return { text: whole.slice(0, limit).toWellFormed(), cut: whole.length > limit || room <= 0 };
}
