/**
 * The one element of ours in a page: a plain `div` at the end of the document element, outside of what React manages,
 * without name, id or class, with a closed shadow root. Zero size in document coordinates: window scrolling needs no script.
 */

const OWN_EVENTS = [
  "click dblclick auxclick contextmenu mousedown mouseup mouseover mouseout pointerdown pointerup pointerover pointerout",
  "touchstart touchend keydown keyup keypress focusin focusout",
]
  .join(" ")
  .split(" ");

export interface Host {
  readonly element: HTMLElement;
  readonly shadow: ShadowRoot;
  /** Everything of ours stands in here. */
  readonly all: HTMLElement;
  /** In the page while there is something to show, out of it otherwise; puts it back if the page threw it out. */
  keep(): void;
  /** Nothing of ours stands in the page any more, whatever there is to show. */
  stayOut(): void;
  remove(): void;
}

export function makeHost(document: Document, css: string): Host {
  const element = document.createElement("div");
  const shadow = element.attachShadow({ mode: "closed" });
  const all = document.createElement("div");
  all.className = "all";
  dress(document, shadow, css);
  shadow.append(all);
  // What happens on our controls is not the page's: a click must not close its dialogs, a key not scroll its feed.
  for (const name of OWN_EVENTS) shadow.addEventListener(name, (event) => event.stopPropagation());
  let out = false;
  const keep = () => {
    if (out || all.childElementCount === 0) element.remove();
    else if (!element.isConnected) document.documentElement?.append(element);
  };
  const stayOut = () => {
    out = true;
    keep();
  };
  return { element, shadow, all, keep, stayOut, remove: () => element.remove() };
}

/** A constructed sheet obeys no page policy; Firefox refuses to adopt one through Xray vision, there a style element does. */
export function dress(document: Document, shadow: ShadowRoot, css: string) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const style = document.createElement("style");
    style.textContent = css;
    shadow.append(style);
  }
}
