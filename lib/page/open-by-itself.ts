/**
 * Firefox refuses a content script `document.open()` ("The operation is insecure"), with which html2canvas begins its frame.
 * The same call on the document's own object, behind the view that content scripts have of it, is allowed.
 */

/** Frames put into `parent` from now on can be opened. Only in Firefox is anything changed, and only for our own scripts. */
export function openByItself(parent: HTMLElement): void {
  if (!("wrappedJSObject" in parent)) return;
  parent.appendChild = <T extends Node>(node: T): T => {
    Node.prototype.appendChild.call(parent, node);
    const inside = (node as Partial<HTMLIFrameElement>).contentDocument;
    const own = (inside as { wrappedJSObject?: Document } | null | undefined)?.wrappedJSObject;
    if (inside && own) Object.defineProperty(inside, "open", { value: () => own.open() });
    return node;
  };
}
