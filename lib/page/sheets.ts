/** The style sheets of a document as lists of rules; those the page may not read across origins come through the background. */
import type { Wire } from "./wire.ts";

export interface Sheet {
  rules: Iterable<CSSRule>;
  /** Against this its addresses are resolved. */
  base: string;
  media: string;
}

export interface Sheets {
  sheets: Sheet[];
  /** How many could not be read at all. */
  unreadable: number;
}

/** Reads the sheets of a document or shadow root, in cascade order. Waits only for those that must be fetched. */
export async function readSheets(
  root: DocumentOrShadowRoot,
  document: Document,
  wire: Pick<Wire, "fetchSheet">,
): Promise<Sheets> {
  const all = [...root.styleSheets, ...adopted(root)];
  const read = await Promise.all(
    all.filter((sheet) => !sheet.disabled).map((sheet) => readSheet(sheet, document, wire)),
  );
  return {
    sheets: read.filter((sheet) => sheet !== null),
    unreadable: read.filter((sheet) => sheet === null).length,
  };
}

/** The rules of one sheet, at once. Null: another origin's, `cssRules` throws. */
export function rulesOf(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules;
  } catch (error) {
    // CSSOM 6.4: SecurityError where the sheet is not origin-clean.
    if (error instanceof TypeError) throw error;
    return null;
  }
}

async function readSheet(
  sheet: CSSStyleSheet,
  document: Document,
  wire: Pick<Wire, "fetchSheet">,
): Promise<Sheet | null> {
  const base = sheet.href ?? document.baseURI;
  const media = sheet.media?.mediaText ?? "";
  const own = rulesOf(sheet);
  if (own) return { rules: own, base, media };
  if (!sheet.href) return null;
  const text = await wire.fetchSheet(sheet.href).catch(() => null);
  const parsed = text === null ? null : parse(text, document);
  return parsed && { rules: parsed, base, media };
}

/** Firefox denies the list through Xray vision: then there are none that we could know of. */
export function adopted(root: DocumentOrShadowRoot): CSSStyleSheet[] {
  try {
    return [...(root.adoptedStyleSheets ?? [])];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [];
  }
}

/** A constructed sheet, or one of a document without a window where the browser does not let us construct. */
function parse(text: string, document: Document): CSSRuleList | null {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet.cssRules;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const style = document.implementation.createHTMLDocument("").createElement("style");
    style.textContent = text;
    style.ownerDocument.head.append(style);
    return style.sheet?.cssRules ?? null;
  }
}
