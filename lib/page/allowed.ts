/** What may stand in a copy of a page: lists of what is allowed; everything else is left out or becomes an empty box. */

const HTML = new Set(
  (
    "a abbr address article aside b bdi bdo blockquote body br button caption center cite code col colgroup data dd del " +
    "details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr html i img ins kbd " +
    "label legend li main mark menu meter nav ol p picture pre progress q rp rt ruby s samp section slot small span strike strong " +
    "sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr"
  ).split(" "),
);
const SVG = new Set(
  (
    "svg g path circle rect line polyline polygon ellipse defs clipPath mask linearGradient radialGradient stop use symbol image " +
    "text tspan textPath title desc pattern marker filter foreignObject feBlend feColorMatrix feComponentTransfer feComposite " +
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile feTurbulence feDropShadow"
  ).split(" "),
);
/** Not kept and without a box of their own. */
const BOXLESS = new Set(
  "script style link meta base template noscript title head param source track animate set".split(" "),
);

/** `keep`: as it is; `empty`: a box of its size without content (frames, inputs, players' insides); `drop`: nothing. */
export type Fate = "keep" | "empty" | "drop";

export function fateOf(element: Element): Fate {
  const name = element.localName;
  if (element.namespaceURI === "http://www.w3.org/2000/svg") return SVG.has(name) ? "keep" : "drop";
  if (BOXLESS.has(name)) return "drop";
  // What the witness is writing is not the page's.
  const editable = element.getAttribute("contenteditable");
  if (editable !== null && editable !== "false") return "empty";
  return HTML.has(name) || /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name) ? "keep" : "empty";
}

const ATTRIBUTES = new Set(
  (
    "class id dir lang role title alt hidden open width height colspan rowspan span start reversed align valign cellpadding " +
    "cellspacing border bgcolor color face size nowrap datetime slot"
  ).split(" "),
);
/** Never, not even as a hook of a style rule: they load, send, run, or carry what a person or session entered. */
const NEVER =
  /^(on.*|src|srcset|srcdoc|href|action|formaction|ping|poster|data|value|content|nonce|integrity|style|target|background|manifest|code|archive|http-equiv|name|autofocus|contenteditable|.*token.*|.*nonce.*)$/;
const SVG_NEVER = /^(on.*|href|style|from|to|values|begin|attributename)$|^xlink:|^xmlns/;

/** Whether an attribute may be copied as it is. `hooks`: names the kept style rules speak of. */
export function attributeAllowed(
  element: Element,
  name: string,
  value: string,
  hooks: ReadonlySet<string>,
): boolean {
  const lower = name.toLowerCase();
  if (element.namespaceURI === "http://www.w3.org/2000/svg")
    return !SVG_NEVER.test(lower) && !/url\(\s*(?!["']?#)/i.test(value);
  if (!/^[a-z_][\w.-]*$/.test(lower) || NEVER.test(lower)) return false;
  return ATTRIBUTES.has(lower) || lower.startsWith("aria-") || (hooks.has(lower) && value.length <= 100);
}

export const VOID = new Set("br col hr img wbr".split(" "));

/** Elements that end an open `p` when the copy is parsed (HTML 13.2.6.4.7): such a `p` is written as a `div`. */
export const ENDS_P =
  "address,article,aside,blockquote,center,details,div,dl,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hgroup,hr,main,menu,nav,ol,p,pre,section,summary,table,ul";
