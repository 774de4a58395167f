/** The names a layout report may hold: the site's and HTML's own. Names that other extensions leave in a page would tell whose browser it is. */

const ROLES = new Set(
  (
    "alert alertdialog application article banner button cell checkbox columnheader combobox complementary contentinfo definition " +
    "dialog document feed figure form grid gridcell group heading img link list listbox listitem log main marquee math menu menubar " +
    "menuitem meter navigation none note option presentation progressbar radio radiogroup region row rowgroup rowheader search " +
    "searchbox separator slider status switch tab table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem"
  ).split(" "),
);
const TAGS = new Set(
  (
    "a abbr address article aside audio b blockquote body br button canvas caption cite code dd del details div dl dt em fieldset " +
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input label legend li main mark menu nav object ol " +
    "optgroup option p picture pre progress q s section select small source span strong sub summary sup table tbody td textarea " +
    "tfoot th thead time tr u ul var video wbr"
  ).split(" "),
);
/** Custom elements of the two sites (YouTube, Polymer). */
const SITE_TAG = /^(?:yt|ytd|ytm|ytp|ytcp|tp-yt|iron|paper|dom|lockup)-[a-z-]{1,60}$/;
const ATTRIBUTES = new Set(
  (
    "id name type alt title lang dir href src srcset rel target action method datetime tabindex hidden for value placeholder " +
    "contenteditable draggable width height colspan rowspan is-active video-id theater loading is-shorts active selected disabled"
  ).split(" "),
);
/** What Facebook and YouTube themselves put on elements, by its beginning. */
const SITE_DATA =
  /^(?:aria|data-(?:ad|ft|store|sigil|testid|pagelet|visualcompletion|video|instancekey|comment|tracking|utime|permalink|feed|story|post|message|profile|content|item|author|text|caption|photo|media|reel|share|reaction|thumb|block|offset|lexical|tab|type|gt|xt|hovercard|shorten|nocookies|xui|referrer|insertion|virtualized|interactable|in|action|section|thread|key|id|name))(?:-[a-z]{1,24}){0,5}$/;

/** The tag, or `x-other` for one that is neither HTML's nor the site's. */
export function tagOf(element: Element): string {
  const name = element.localName;
  return TAGS.has(name) || SITE_TAG.test(name) ? name : "x-other";
}

/** The ARIA role, if it is one. */
export function roleOf(element: Element): string | null {
  const role = element.getAttribute("role");
  return role !== null && ROLES.has(role) ? role : null;
}

/**
 * Names of attributes, sorted; `class`, `style`, `role` and what the site never wrote are left out. Other names in the
 * site's manner (`data-…`) are kept only as `data-*`: that something new stands there, not what it is called.
 */
export function attributeNames(element: Element): string[] {
  const kept = element
    .getAttributeNames()
    .map((name) => (known(name) ? name : name.startsWith("data-") ? "data-*" : null))
    .filter((name) => name !== null);
  return [...new Set(kept)].sort();
}

const known = (name: string): boolean => ATTRIBUTES.has(name) || SITE_DATA.test(name);
