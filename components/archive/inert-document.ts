/**
 * Captured HTML made ready for the sandboxed frame. The stored bytes stay as they are; only what is shown is changed.
 * The policy stands before anything of the page; what no policy stops (preconnect, DNS look-ups, links) is taken out.
 */
const POLICY = [
  "default-src 'none'",
  "img-src data:",
  "media-src data:",
  "font-src data:",
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

const REMOVED = "script, link, base, meta[http-equiv], iframe, frame, object, embed, portal";

/** Attributes that lead somewhere; kept where they point into the page itself (`<use href="#icon">`). */
const LEADS_AWAY = /^(href|xlink:href|src|poster|background|ping|action|formaction|target|srcset|on.*)$/i;

/** A whole document for `srcdoc`: same look, no script, no load, no link that leads away. */
export function inertDocument(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  clear(parsed);
  parsed.head.prepend(
    meta(parsed, "Content-Security-Policy", POLICY),
    meta(parsed, "x-dns-prefetch-control", "off"),
  );
  const doctype = parsed.compatMode === "BackCompat" ? "" : "<!doctype html>";
  return doctype + parsed.documentElement.outerHTML;
}

function meta(parsed: Document, name: string, content: string): HTMLMetaElement {
  const element = parsed.createElement("meta");
  element.httpEquiv = name;
  element.content = content;
  return element;
}

/** Works down into templates, which hold shadow roots and which no selector reaches from outside. */
function clear(root: ParentNode): void {
  for (const element of root.querySelectorAll(REMOVED)) element.remove();
  for (const element of root.querySelectorAll("*"))
    for (const { name, value } of [...element.attributes])
      if (LEADS_AWAY.test(name) && !/^\s*(#|data:(image|audio|video)\/)/i.test(value))
        element.removeAttribute(name);
  for (const template of root.querySelectorAll("template"))
    if (template instanceof HTMLTemplateElement) clear(template.content); // in SVG, a template is a plain element
}
