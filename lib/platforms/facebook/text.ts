/**
 * Text of a DOM subtree as a reader sees it, without asking for boxes: recorded and not yet painted pages have none
 * (`innerText` is empty there). The Unicode stays as the author wrote it.
 */

const BLOCK =
  /^(?:address|article|blockquote|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tr|ul)$/;
const SILENT = /^(?:script|style|noscript|template|svg|object|video|input|textarea|select)$/;

/**
 * Line breaks at block boundaries (a paragraph, i.e. two boundaries, makes an empty line), emoji from `alt`.
 * `skip` leaves elements out (buttons, nested posts). Trimmed at both ends.
 */
export function textOf(root: Element, skip?: (element: Element) => boolean): string {
  let text = "";
  let breaks = 0;
  const write = (piece: string) => {
    if (piece === "") return;
    if (breaks > 0) {
      if (piece.trim() === "") return;
      text = text.replace(/[ \t]+$/, "");
      if (text !== "") text += breaks > 1 ? "\n\n" : "\n";
      breaks = 0;
      piece = piece.replace(/^[ \t]+/, "");
    }
    text += piece;
  };
  const walk = (node: Node) => {
    if (node.nodeType === 3) {
      // A line break inside a text node is indentation of the markup: Facebook writes real ones as blocks.
      write((node as Text).data.replace(/[ \t]*[\r\n][ \t\r\n]*/g, " "));
      return;
    }
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const tag = element.localName;
    if (SILENT.test(tag) || element.hasAttribute("hidden") || (element !== root && skip?.(element))) return;
    if (tag === "br") {
      breaks++;
      return;
    }
    if (tag === "img") {
      write(element.getAttribute("alt") ?? "");
      return;
    }
    const block = BLOCK.test(tag);
    if (block && breaks === 0) breaks = 1;
    for (const child of element.childNodes) walk(child);
    if (block) breaks = text === "" ? 0 : breaks + (tag === "p" ? 2 : 1);
  };
  walk(root);
  return text.trim();
}

/** White space folded to single spaces, for comparing only. */
export const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Times without figures; in other languages such a stamp gives no printed time rather than a wrong one. */
const WORDS =
  /^(?:vừa xong|hôm qua|bây giờ|just now|now|yesterday|hier|ayer|gestern|ontem|ieri|вчера|أمس|昨天|刚刚|剛剛|昨日|たった今|어제|방금|เมื่อวาน|เมื่อสักครู่|kemarin|baru saja)$/iu;

/**
 * A time as printed, or null. Since 2026 Facebook scrambles the letters of time stamps until they are pointed at:
 * such text must not be kept as the printed time. Language-free: a time has figures and
 * no letters shuffled into them.
 */
export function printedTime(text: string | null | undefined): string | null {
  const time = fold(text ?? "");
  if (time === "" || time.length > 80) return null;
  const pieces = time.split(/[\s,·•/()\u060c-]+/).filter(Boolean);
  const whole = pieces.every((piece) =>
    /^(?:\p{Nd}{1,4}[.:h年月日時时分秒]?)+(?:\p{L}|\p{M}){0,12}\.?$|^[\p{L}\p{M}'’.]+$|^[^\p{L}\p{Nd}]+$|^(?:\p{Nd}+[\p{Lo}\p{M}]+)+\p{Nd}*$|^[\p{Lo}\p{M}]+[\p{Nd}:]+$/u.test(
      piece,
    ),
  );
  const camel = /\p{Ll}\p{Lu}/u.test(time);
  if (!whole || camel || pieces.filter((piece) => /^\p{L}$/u.test(piece)).length > 3) return null;
  return /\p{Nd}/u.test(time) || WORDS.test(time) ? time : null;
}
