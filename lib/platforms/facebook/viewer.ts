/**
 * Who is looking: every string by which this very page would lead back to the person capturing. Names and tokens are
 * found in the page, never guessed; values too short or too common to be anyone's are left out, because what is
 * listed here is cut from all evidence.
 */

import { anyOf } from "../ladder.ts";
import { isObject, literals, search } from "../page-data.ts";
import type { PageView, Viewer } from "../platform.ts";
import { linkPlace } from "./container.ts";
import { MESSAGE, VIEWER_INPUT } from "./selectors.ts";
import { textOf } from "./text.ts";
import { absolute, cleanUrl, parse } from "./urls.ts";
import { cookie, loggedIn, scriptText } from "./vantage.ts";

/** Keys of scripts whose values are the viewer's or the session's, wherever they stand. */
export const KEYS: readonly string[] = (
  "actorID viewerID device_id deviceId family_device_id browser_id tab_id ServerNonce hsi " +
  "haste_session __spin_r __spin_t vip __dyn __csr __hs __hsdp __hblp lgnrnd compat_iframe_token " +
  "consent_param profile_session_id imp_id encrypted_tracking encrypted_click_tracking " +
  "click_tracking_linkshim_cb link_react_default_hash prefill_contactpoint idd_user_crypted_uid " +
  "async_get_token dtsg_ag fb_dtsg sessionID session_id sessionId machine_id mqtt_session_id " +
  "shared_device_id remoteHost client_ip ip_address"
).split(" ");
const PAIR = new RegExp(`"(${KEYS.join("|")})"\\s*:\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(\\d{6,}))`, "g");
export const PATTERNS: readonly [what: string, pattern: RegExp][] = [
  [
    "dtsg",
    /"(?:DTSGInitialData|DTSGInitData|LSD|DTSG_ASYNC)"\s*,\s*\[\]\s*,\s*\{\s*"token"\s*:\s*"([^"\\]+)"/g,
  ],
  ["lsd", /"(?:lsd|jazoest|fb_dtsg)"\s*,\s*"value"\s*:\s*"([^"\\]+)"/g],
  ["datr", /"_js_datr"\s*(?::\s*\{\s*"value"\s*:|,)\s*"([^"\\]+)"/g],
  ["tracking", /"trackingdata"\s*:\s*\{\s*"id"\s*:\s*"(?!Uzpf)([^"\\]+)"/g],
  ["page_id", /"USIDMetadata"\s*,\s*\[\]\s*,\s*\{[^}]*"page_id"\s*:\s*"([^"\\]+)"/g],
  ["session", /(?:[?&]|\\u0026)(?:av|__user|jazoest|lsd|fb_dtsg|__dyn|__csr|__hs)=([\w:%.-]{6,})/g],
];
/** Words that such keys also hold and that are nobody's. */
const NOBODY = /^(?:0+|true|false|null|none|trunk|default|unknown|undefined|www|web|[A-Z_]{1,24})$/;

type Add = (value: string | null | undefined, what: string) => void;

/** Strings to cut, longest first, each once; `loggedIn` as the page says. `off`: what one rule finds, left out to test what stands behind it. */
export function viewerOf(page: PageView, off?: string): Viewer {
  const { document } = page;
  const strings = new Map<string, string>();
  const add: Add = (value, what) => {
    if (what === off) return;
    const text = value?.trim() ?? "";
    // Figures below six digits (check sums) would hit counts, years and ids of others.
    if (text.length < 4 || text.length > 4000 || /^\d{1,5}$/.test(text)) return;
    if (!strings.has(text)) strings.set(text, what);
  };
  const inside = loggedIn(page);
  const text = scriptText(document);
  for (const match of text.matchAll(PAIR)) {
    const value = unquote(match[2] ?? match[3] ?? "");
    if (!NOBODY.test(value)) add(value, match[1] ?? "");
  }
  for (const [what, pattern] of PATTERNS) for (const match of text.matchAll(pattern)) add(match[1], what);
  const user = /"CurrentUserInitialData"\s*,\s*\[\]\s*,\s*\{([^}]*)\}/.exec(text)?.[1] ?? "";
  for (const key of ["ACCOUNT_ID", "USER_ID", "NAME"]) add(quotedAfter(user, key), key);
  const short = quotedAfter(user, "SHORT_NAME");
  for (const match of cookie(document).matchAll(/(?:^|;\s*)(c_user|i_user|datr|sb|fr|xs)=([^;]+)/g))
    add(match[2], match[1] ?? "");
  for (const input of document.querySelectorAll(anyOf(VIEWER_INPUT)))
    add(input.getAttribute("value"), input.getAttribute("name") ?? "input");
  for (const script of document.querySelectorAll("script[nonce],style[nonce]"))
    add((script as HTMLElement).nonce || script.getAttribute("nonce"), "nonce");
  for (const link of document.querySelectorAll('a[href*="av="],form[action*="av="]'))
    add(/[?&]av=(\d+)/.exec(link.getAttribute("href") ?? link.getAttribute("action") ?? "")?.[1], "av");
  if (inside !== false) addPerson(page, short, strings, add);
  const list = [...strings].map(([value, what]) => ({ value, what: what.slice(0, 80) }));
  return { strings: list.sort((a, b) => b.value.length - a.value.length).slice(0, 1900), loggedIn: inside };
}

/** What shows a logged-in person: actor objects, account menu, own profile link, composer. */
function addPerson(page: PageView, short: string | null, strings: Map<string, string>, add: Add) {
  const { document } = page;
  for (const { value } of literals(document, ['"viewer"']))
    for (const { viewer } of search(
      value,
      (object) => isObject(object.viewer) && isObject(object.viewer.actor),
    ))
      for (const [key, found] of Object.entries((viewer as { actor: object }).actor)) {
        if (/^(?:id|name|url|profile_url|username)$/.test(key) && typeof found === "string") {
          add(found, `viewer.${key}`);
          if (/url/.test(key)) addProfile(parse(found), add);
        }
        if (isObject(found) && typeof found.uri === "string") addPicture(found.uri, add);
      }
  const names = [...strings]
    .filter(([, what]) => what === "NAME" || what === "viewer.name")
    .map(([name]) => name);
  const ids = [...strings]
    .filter(([, what]) => /^(?:USER_ID|ACCOUNT_ID|viewer\.id|c_user)$/.test(what))
    .map(([id]) => id);
  for (const link of document.querySelectorAll("a[href]")) {
    if (link.closest(anyOf(MESSAGE))) continue;
    const label = link.getAttribute("aria-label") ?? "";
    const named = names.some(
      (name) =>
        label === name ||
        (link.closest("[role=navigation],[role=banner]") && (link.textContent ?? "").trim() === name),
    );
    const found = named || ids.length > 0 ? linkPlace(link) : null;
    if (found?.kind === "profile" && (named || found.ids.some((id) => ids.includes(id.value))))
      addProfile(parse(absolute(link)), add);
  }
  for (const image of document.querySelectorAll("[role=banner] image,[role=banner] img"))
    addPicture(
      image.getAttribute("xlink:href") ?? image.getAttribute("href") ?? image.getAttribute("src") ?? "",
      add,
    );
  if (!short) return;
  // A short name that others also wrote is a common word: cut there, it would both spoil their text and give it away.
  const said = [...document.querySelectorAll(anyOf(MESSAGE))].some((message) =>
    (message.textContent ?? "").includes(short),
  );
  if (!said) add(short, "SHORT_NAME");
  for (const element of document.querySelectorAll(
    "[role=main] [role=button],[aria-placeholder],[role=textbox],[placeholder]",
  ))
    for (const words of [
      textOf(element),
      element.getAttribute("aria-placeholder"),
      element.getAttribute("aria-label"),
      element.getAttribute("placeholder"),
    ])
      if (words && words.length < 200 && words.includes(short) && !element.closest(anyOf(MESSAGE)))
        add(words, "composer");
}

function addProfile(url: URL | null, add: Add) {
  if (!url) return;
  for (const part of [url.pathname.split("/").find(Boolean), url.searchParams.get("id")])
    if (part && !/\.php$|^people$/.test(part)) add(part, "profile");
  if (url.pathname.length > 4) add(cleanUrl(url.href), "profile-url");
}

/** A picture has many addresses; its file name is what stays the same. */
function addPicture(address: string, add: Add) {
  if (!/fbcdn\.net\/v\//.test(address)) return;
  add(address, "avatar");
  add(cleanUrl(address), "avatar");
  add(address.split("?")[0]?.split("/").pop(), "avatar");
}

function quotedAfter(text: string, key: string): string | null {
  const quoted = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(text)?.[1];
  return quoted ? unquote(quoted) : null;
}

function unquote(text: string): string {
  if (!text.includes("\\")) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
