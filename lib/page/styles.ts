/** The CSS rules that match a subject, and no others: 8,480 atomic rules come down to the few hundred it uses. */
import { asked, parentOf, real } from "../platforms/unclobbered.ts";
import { attributesIn, readSelectors, type Tested } from "./selectors.ts";
import { rulesOf, type Sheet } from "./sheets.ts";

export interface Styles {
  css: string;
  /** Attribute names the kept rules depend on. */
  hooks: Set<string>;
}

/** What the subject's elements offer to selectors. */
interface Index {
  class: Map<string, Element[]>;
  id: Map<string, Element[]>;
  tag: Map<string, Element[]>;
  all: Element[];
}

interface Collecting {
  index: Index;
  hooks: Set<string>;
  keyframes: Map<string, string>;
  above: Element[];
  classesAbove: ReadonlySet<string>;
  window: Window;
  media(address: string, base: string): string | null;
}

/** `elements`: the subject and all in it. `media` gives the address an image shall have in the copy, or null. */
export function matchingStyles(
  sheets: readonly Sheet[],
  elements: readonly Element[],
  window: Window,
  media: (address: string, base: string) => string | null,
): Styles {
  const above: Element[] = [];
  for (let at = elements[0] && parentOf(elements[0]); at; at = parentOf(at)) above.push(at);
  const state: Collecting = {
    index: indexOf(elements),
    hooks: new Set(),
    keyframes: new Map(),
    above,
    classesAbove: new Set(above.flatMap((element) => [...real(element, "classList")])),
    window,
    media,
  };
  const kept = sheets.flatMap((sheet) =>
    mediaHolds(sheet.media, window) ? collect(sheet.rules, sheet.base, state) : [],
  );
  const css = kept.join("\n");
  const moving = [...state.keyframes].filter(([name]) => css.includes(name)).map(([, rule]) => rule);
  for (const [, name] of css.matchAll(/attr\(\s*([\w-]+)/g)) state.hooks.add(String(name).toLowerCase());
  return { css: [css, ...moving].join("\n"), hooks: state.hooks };
}

function collect(rules: Iterable<CSSRule>, base: string, state: Collecting): string[] {
  const out: string[] = [];
  const inner = (rule: CSSRule) => collect((rule as CSSGroupingRule).cssRules, base, state);
  const wrap = (head: string, body: string[]) => {
    if (body.length > 0) out.push(`${head}{${body.join("\n")}}`);
  };
  for (const rule of rules) {
    // By tag, not `instanceof`: rules of Firefox's Xray vision and of other documents have other constructors.
    switch (Object.prototype.toString.call(rule).slice(8, -1)) {
      case "CSSStyleRule":
        if (matches(rule as CSSStyleRule, state)) out.push(withMedia(rule.cssText, base, state.media));
        break;
      case "CSSMediaRule":
        if (mediaHolds((rule as CSSMediaRule).media.mediaText, state.window)) out.push(...inner(rule));
        break;
      case "CSSSupportsRule":
        if (CSS.supports((rule as CSSSupportsRule).conditionText)) out.push(...inner(rule));
        break;
      case "CSSLayerBlockRule":
        wrap(`@layer ${(rule as CSSLayerBlockRule).name}`, inner(rule));
        break;
      case "CSSContainerRule":
        wrap(`@container ${(rule as CSSContainerRule).conditionText}`, inner(rule));
        break;
      case "CSSImportRule":
        out.push(...imported(rule as CSSImportRule, base, state));
        break;
      case "CSSKeyframesRule":
        state.keyframes.set((rule as CSSKeyframesRule).name, withMedia(rule.cssText, base, state.media));
        break;
      case "CSSLayerStatementRule":
      case "CSSPropertyRule":
      case "CSSCounterStyleRule":
        out.push(withMedia(rule.cssText, base, state.media));
    }
  }
  return out;
}

function imported(rule: CSSImportRule, base: string, state: Collecting): string[] {
  if (!rule.styleSheet || !mediaHolds(rule.media.mediaText, state.window)) return [];
  const rules = rulesOf(rule.styleSheet);
  const kept = rules ? collect(rules, rule.styleSheet.href ?? base, state) : [];
  return rule.layerName === null || rule.layerName === undefined
    ? kept
    : [`@layer ${rule.layerName}{${kept.join("\n")}}`];
}

/** One compound that begins with a class: whatever it matches has that class. Lists, combinators and escapes are for the reader. */
const BEGINS_WITH_CLASS = /^\.([a-zA-Z_][\w-]*)(?![\w\\\u0080-\uffff-])[^\s,>+~\\]*$/;

function matches(rule: CSSStyleRule, state: Collecting): boolean {
  const list = rule.selectorText;
  // Atomic sheets are thousands of rules of one class each: no more than a look into the index for those.
  const name = BEGINS_WITH_CLASS.exec(list)?.[1];
  if (name !== undefined) {
    const held = state.index.class.has(name);
    if (held && list.length === name.length + 1) return true;
    if (!held && !state.classesAbove.has(name)) return false;
  }
  const selectors = readSelectors(list);
  // A rule with rules nested in it may speak of a descendant while it matches only an ancestor.
  const nested =
    (rule.cssRules?.length ?? 0) > 0 && selectors.some(({ test }) => anyMatches(state.above, test));
  if (!nested && !selectors.some((selector) => holds(selector, state.index))) return false;
  if (list.includes("[")) for (const name of attributesIn(list)) state.hooks.add(name);
  return true;
}

function holds({ test, key, sure }: Tested, index: Index): boolean {
  const candidates = key.kind === "any" ? index.all : index[key.kind].get(key.name);
  if (!candidates) return false;
  return sure || anyMatches(candidates, test);
}

function anyMatches(elements: readonly Element[], selector: string): boolean {
  try {
    return elements.some((element) => asked(element, "matches", selector));
  } catch (error) {
    // `:host`, `::slotted`, `&`: not testable from outside; the browser will, in the copy.
    if (error instanceof TypeError) throw error;
    return true;
  }
}

function indexOf(elements: readonly Element[]): Index {
  const index: Index = { class: new Map(), id: new Map(), tag: new Map(), all: [...elements] };
  const add = (map: Map<string, Element[]>, name: string, element: Element) => {
    const list = map.get(name);
    if (list) list.push(element);
    else map.set(name, [element]);
  };
  for (const element of elements) {
    for (const name of real(element, "classList")) add(index.class, name, element);
    const id = real(element, "id");
    if (id) add(index.id, id, element);
    add(index.tag, real(element, "localName").toLowerCase(), element);
  }
  return index;
}

const mediaHolds = (query: string, window: Window) => query === "" || window.matchMedia(query).matches;

const URL_IN_CSS = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"']*))\s*\)/gi;

/** CSS text with each image address as `media` says; `none` where it is not kept, fragments as they are. No `</style` in it. */
export function withMedia(
  css: string,
  base: string,
  media: (address: string, base: string) => string | null,
): string {
  return css
    .replace(URL_IN_CSS, (whole, double?: string, single?: string, bare?: string) => {
      const address = (double ?? single ?? bare ?? "").replace(/\\(.)/g, "$1").trim();
      if (address.startsWith("#")) return whole;
      const kept = media(address, base);
      return kept === null ? "none" : `url("${kept.replace(/["\\\n]/g, encodeURIComponent)}")`;
    })
    .replace(/<\/(?=style)/gi, "<\\/")
    .replace(/<!--/g, "<\\!--");
}
