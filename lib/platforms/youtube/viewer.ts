/** Who is looking: every string on the page that leads back to the witness (promise 3). In memory only. */
import { assigned, at, type Json, search } from "../page-data.ts";
import type { PageView, Viewer } from "../platform.ts";
import type { PageData } from "./data.ts";
import { stringAt, textOf, wordsOf } from "./text.ts";
import { loggedIn } from "./vantage.ts";

/** Keys whose values identify the viewer, the session or the device; what they are called for the person. */
export const KEYS: Readonly<Record<string, string>> = {
  remoteHost: "ip",
  visitorData: "visitor",
  VISITOR_DATA: "visitor",
  visitor_data: "visitor",
  XSRF_TOKEN: "token",
  xsrf_token: "token",
  session_token: "token",
  ID_TOKEN: "token",
  DATASYNC_ID: "account",
  datasyncId: "account",
  DELEGATED_SESSION_ID: "account",
  USER_SESSION_ID: "account",
  onBehalfOfUser: "account",
  SESSION_INDEX: "session",
  EVENT_ID: "session",
  csn: "session",
  CSN: "session",
  rolloutToken: "device",
  deviceExperimentId: "device",
  appInstallData: "device",
  coldConfigData: "device",
  coldHashData: "device",
  hotHashData: "device",
  SERIALIZED_CLIENT_CONFIG_DATA: "device",
  userAgent: "browser",
  trackingParam: "tracking",
};
const TRACKING = ["clickTrackingParams", "trackingParams"];
/** Tracking parameters stand a thousand times on a page; those of the frame suffice, as none is kept. */
const TRACKING_MAX = 200;
const MIN = 4;
const STRINGS_MAX = 1500;

/** All strings of the viewer that the page knows, each once, longest first. `off`: a key, or what one rule finds, left out to test what stands behind it. */
export function viewerOf(page: PageView, data: PageData, off?: string): Viewer {
  const found = new Map<string, string>();
  const add = (value: unknown, what: string): void => {
    if (typeof value !== "string" || value.length < MIN || value.length > 4000 || what === off) return;
    const forms = what === "tracking" ? [value] : [value, decoded(value), encodeURIComponent(value)];
    for (const form of new Set(forms))
      if (form.length >= MIN && form.length <= 4000 && !found.has(form)) found.set(form, what);
  };
  const { document } = page;
  const roots = [
    data.config,
    assigned(document, "ytInitialPlayerResponse"),
    assigned(document, "ytInitialData"),
  ];
  let tracking = 0;
  for (const object of search(roots, () => true, { limit: 400_000 })) {
    for (const [key, value] of Object.entries(object)) {
      const what = key === off ? undefined : KEYS[key];
      if (what) add(value, what);
      else if (TRACKING.includes(key) && tracking < TRACKING_MAX) {
        tracking++;
        add(value, "tracking");
      } else if (typeof value === "string" && value.includes("googlevideo.com")) mediaAddress(value, add);
    }
    if (object.key === "visitor_data") add(object.value, "visitor");
    if (object.isCurrentUser === true) currentUser(object, add);
  }
  account(document, roots, add);
  add(document.defaultView?.navigator.userAgent, "browser");
  return {
    strings: [...found]
      .map(([value, what]) => ({ value, what }))
      .sort((one, other) => other.value.length - one.value.length)
      .slice(0, STRINGS_MAX),
    loggedIn: loggedIn(document, data),
  };
}

type Add = (value: unknown, what: string) => void;

/** Media addresses carry the viewer's IP and a session id. */
function mediaAddress(address: string, add: Add): void {
  for (const match of address.matchAll(/[?&/](ip|ei)[=/]([^&/]+)/g))
    add(decoded(match[2] ?? ""), match[1] === "ip" ? "ip" : "session");
}

function currentUser(author: Json, add: Add): void {
  add(author.displayName, "name");
  add(author.channelId, "account");
  avatar(stringAt(author, "avatarThumbnailUrl"), add);
}

/** An avatar's address without its size: the same picture is served in many. Nobody's default picture is nobody's. */
function avatar(address: string | null, add: Add): void {
  if (!address || address.includes("default-user") || !URL.canParse(address, "https://www.youtube.com/"))
    return;
  add(new URL(address, "https://www.youtube.com/").pathname.slice(1).replace(/=[^=/]*$/, ""), "avatar");
}

/** The account menu, in page data and on the page. */
function account(document: Document, roots: readonly unknown[], add: Add): void {
  for (const root of roots) {
    for (const button of search(
      at(root, "topbar"),
      (object) => object.avatar !== undefined && object.tooltip !== undefined,
    ))
      avatar(stringAt(button, "avatar", "thumbnails", 0, "url"), add);
    for (const header of search(root, (object) => "accountName" in object && "accountPhoto" in object)) {
      add(textOf(header.accountName), "name");
      add(textOf(header.channelHandle), "handle");
      add(textOf(header.email), "email");
      avatar(stringAt(header, "accountPhoto", "thumbnails", 0, "url"), add);
    }
    for (const box of search(root, (object) => "authorThumbnail" in object && "placeholderText" in object))
      avatar(stringAt(box, "authorThumbnail", "thumbnails", 0, "url"), add);
  }
  const words: [string, string][] = [
    ["ytd-active-account-header-renderer #account-name", "name"],
    ["ytd-active-account-header-renderer #channel-handle", "handle"],
    ["ytd-active-account-header-renderer #email", "email"],
    ["ytm-account-item-renderer .account-item-title", "name"],
  ];
  for (const [selector, what] of words)
    for (const element of document.querySelectorAll(selector)) add(wordsOf(element), what);
  // "Avatar: NAME", as some layouts label the account button.
  for (const labelled of document.querySelectorAll("#avatar-btn, #avatar-btn img"))
    for (const name of ["alt", "aria-label", "title"])
      add(/:\s*(\S.*)$/.exec(labelled.getAttribute(name) ?? "")?.[1]?.trim(), "name");
  const pictures =
    "#avatar-btn img, ytd-active-account-header-renderer img, ytd-comment-simplebox-renderer #author-thumbnail img, ytd-commentbox #author-thumbnail img, ytm-topbar-menu-button-renderer img";
  for (const image of document.querySelectorAll(pictures)) avatar(image.getAttribute("src"), add);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
